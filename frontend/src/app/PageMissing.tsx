import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconMapQuestion } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { EmptyState } from "@/ui/EmptyState";
import hidden from "@/ui/hidden.module.css";
import { usePageTitle } from "@/ui/usePageTitle";
import classes from "./Page.module.css";

export function PageMissing() {
  const { t } = useLingui();
  usePageTitle(t`Page not found`);
  return (
    <div className={classes.centre}>
      <h1 className={hidden.hidden}>
        <Trans>Page not found</Trans>
      </h1>
      <EmptyState
        icon={<IconMapQuestion size={22} />}
        title={t`There is nothing at this address`}
        hint={t`The link may be old, or a letter may be missing.`}
        action={
          <Button renderRoot={(props) => <Link to="/inbox/$view" params={{ view: "mine" }} {...props} />}>
            <Trans>Go to the inbox</Trans>
          </Button>
        }
      />
    </div>
  );
}
