import { Trans, useLingui } from "@lingui/react/macro";
import { IconCheck, IconRefresh } from "@tabler/icons-react";
import { clockTime } from "@/ui/formats";
import { useZone } from "@/ui/zone";
import classes from "./DraftSaved.module.css";
import type { Saving } from "./useDraft";

/** Where the typed words are. Not announced: it would speak after every pause. */
export function DraftSaved({ saving }: { saving: Saving }) {
  const { i18n } = useLingui();
  const zone = useZone();
  if (saving.state === "idle" || saving.state === "typing") return null;
  if (saving.state === "retrying")
    return (
      <span className={classes.line} data-bad>
        <IconRefresh size={14} aria-hidden />
        <Trans>Not saved – retrying</Trans>
      </span>
    );
  const time = clockTime(new Date(saving.at), i18n.locale, zone);
  return (
    <span className={classes.line}>
      <IconCheck size={14} aria-hidden />
      <Trans>Draft saved {time}</Trans>
    </span>
  );
}
