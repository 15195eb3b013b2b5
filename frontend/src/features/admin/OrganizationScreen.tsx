import { useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { organizationRetrieveOptions } from "@/api/generated/@tanstack/react-query.gen";
import { ErrorState } from "@/ui/ErrorState";
import { AdminFrame } from "./AdminFrame";
import classes from "./AdminFrame.module.css";
import { OrganizationForm } from "./OrganizationForm";

/** What holds for everybody in the organization. */
export function OrganizationScreen() {
  const { t } = useLingui();
  const organization = useQuery(organizationRetrieveOptions());
  return (
    <AdminFrame title={t`Organization`}>
      <section className={classes.card} aria-label={t`Settings`}>
        {organization.isPending && <Skeleton height={320} />}
        {organization.isError && <ErrorState error={organization.error} onRetry={() => void organization.refetch()} />}
        {organization.data && <OrganizationForm organization={organization.data} />}
      </section>
    </AdminFrame>
  );
}
