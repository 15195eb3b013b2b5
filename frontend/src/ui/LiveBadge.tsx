import { Trans, useLingui } from "@lingui/react/macro";
import { clockTime } from "./formats";
import classes from "./LiveBadge.module.css";
import { useZone } from "./zone";

/** "Live" while data comes, and the time of the last of it when it does not. */
export function LiveBadge({ at, stale }: { at: string | undefined; stale: boolean }) {
  const { i18n } = useLingui();
  const zone = useZone();
  const seconds = at && new Intl.DateTimeFormat("en", { second: "2-digit", timeZone: zone }).format(new Date(at));
  const time = at && `${clockTime(new Date(at), i18n.locale, zone)}:${seconds?.padStart(2, "0")}`;
  return (
    <span className={classes.root} data-stale={stale || undefined}>
      <span className={classes.dot} aria-hidden />
      {stale ? time ? <Trans>Last update {time}</Trans> : <Trans>Connecting…</Trans> : <Trans>Live</Trans>}
    </span>
  );
}
