import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useAbility } from "@/api/useMe";
import { PageHeader } from "@/ui/PageHeader";
import { usePageTitle } from "@/ui/usePageTitle";
import classes from "./AdminFrame.module.css";

type AdminFrameProps = { title: string; actions?: ReactNode; children: ReactNode };

/** Title, what can be done here, and the ways to the other pages of administration. */
export function AdminFrame({ title, actions, children }: AdminFrameProps) {
  const { t } = useLingui();
  usePageTitle(title);
  const departments = useAbility("department.manage");
  const people = useAbility("member.manage");
  const organization = useAbility("organization.manage");
  const mail = useAbility("set_aside.manage");
  const operations = useAbility("operation.manage");
  const audit = useAbility("audit.view");
  return (
    <div className={classes.page}>
      <PageHeader
        title={title}
        part={t`Administration`}
        actions={actions}
        siblings={
          <>
            {departments && (
              <Link to="/admin/departments">
                <Trans>Departments</Trans>
              </Link>
            )}
            {people && (
              <Link to="/admin/people">
                <Trans>People</Trans>
              </Link>
            )}
            {organization && (
              <Link to="/admin/organization">
                <Trans>Organization</Trans>
              </Link>
            )}
            {mail && (
              <Link to="/admin/set-aside">
                <Trans>Mail set aside</Trans>
              </Link>
            )}
            {operations && (
              <Link to="/admin/operations">
                <Trans>Operations</Trans>
              </Link>
            )}
            {audit && (
              <Link to="/admin/audit">
                <Trans>Audit trail</Trans>
              </Link>
            )}
          </>
        }
      />
      {children}
    </div>
  );
}
