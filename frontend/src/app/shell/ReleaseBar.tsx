import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconSparkles } from "@tabler/icons-react";
import classes from "./ConnectionBar.module.css";
import { useNewRelease } from "./useNewRelease";

/** Says that there is a newer application; when to take it is the person's choice, what is typed is kept either way. */
export function ReleaseBar() {
  const isThere = useNewRelease();
  return (
    <div role="status">
      {isThere && (
        <p className={classes.bar} data-kind="news">
          <IconSparkles size={16} aria-hidden />
          <Trans>There is a new version of Kvalita. What you have written is kept.</Trans>
          <Button size="compact-xs" variant="default" onClick={() => window.location.reload()}>
            <Trans>Reload when you are ready</Trans>
          </Button>
        </p>
      )}
    </div>
  );
}
