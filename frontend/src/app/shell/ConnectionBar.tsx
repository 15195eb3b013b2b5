import { Trans } from "@lingui/react/macro";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useConnectionLost } from "@/live/useConnection";
import classes from "./ConnectionBar.module.css";

/** Quiet, and only after three seconds: reading goes on, and the page catches up by itself. */
export function ConnectionBar() {
  const lost = useConnectionLost();
  return (
    <div role="status">
      {lost && (
        <p className={classes.bar}>
          <IconPlugConnectedX size={16} aria-hidden />
          <Trans>Connection lost. You can go on reading and writing; the page will catch up by itself.</Trans>
        </p>
      )}
    </div>
  );
}
