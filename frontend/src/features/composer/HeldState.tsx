import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconClock } from "@tabler/icons-react";
import type { Held } from "@/api/generated/types.gen";
import { statusName } from "@/ui/ticketWords";
import { serverNow, useSecond } from "@/ui/time";
import classes from "./HeldState.module.css";

const secondsTo = (moment: string) => Math.max(0, Math.ceil((Date.parse(moment) - serverNow()) / 1000));

/** The seconds until this moment, each second anew. */
function useSecondsTo(moment: string) {
  useSecond();
  return secondsTo(moment);
}

/** Under an answer that can still be taken back. Everybody sees it wait; only its author has Undo. */
export function HeldState({ held, onUndo }: { held: Held; onUndo: (() => void) | undefined }) {
  const { i18n } = useLingui();
  const left = useSecondsTo(held.release_at);
  const status = held.then_status ? i18n._(statusName[held.then_status]) : "";
  return (
    <div className={classes.state}>
      <IconClock size={13} aria-hidden />
      <span role="timer" aria-live="off">
        {left === 0 ? <Trans>Being sent</Trans> : <Trans>Sending in {left} s</Trans>}
      </span>
      {left > 0 && status && (
        <span className={classes.then}>
          <Trans>then: {status}</Trans>
        </span>
      )}
      {left > 0 && onUndo && (
        <Button size="compact-xs" variant="default" onClick={onUndo}>
          <Trans>Undo</Trans>
        </Button>
      )}
    </div>
  );
}

/** The same for the toast that stays when the ticket is left. */
export function HeldNotice({ number, releaseAt }: { number: number; releaseAt: string }) {
  const left = useSecondsTo(releaseAt);
  return left === 0 ? (
    <Trans>The reply to #{number} is being sent</Trans>
  ) : (
    <Trans>
      The reply to #{number} goes out in {left} s
    </Trans>
  );
}
