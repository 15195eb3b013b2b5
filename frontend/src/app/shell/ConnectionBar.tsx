import { Trans } from "@lingui/react/macro";
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useEffect } from "react";
import { isSignedIn } from "@/api/isSignedIn";
import { useConnection, useConnectionLost } from "@/live/useConnection";
import classes from "./ConnectionBar.module.css";

/** Quiet, and only after three seconds: reading goes on, and the page catches up by itself. */
export function ConnectionBar() {
  const lost = useConnectionLost();
  const ended = useConnection() === "ended";
  useEffect(() => {
    // asked over HTTP, where a refused answer opens the dialog for signing in again
    if (ended) void isSignedIn();
  }, [ended]);
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
