import { Trans, useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { IconAlertTriangleFilled } from "@tabler/icons-react";
import type { Call } from "@/api/generated/types.gen";
import { ErrorState } from "@/ui/ErrorState";
import { CallPlayer } from "@/ui/player/CallPlayer";
import { usePlayerKeys } from "@/ui/player/usePlayerKeys";
import { useRecording } from "@/ui/player/useRecording";
import classes from "./CallScreen.module.css";

/** The recording, or why there is none to hear. */
export function CallSound({ call, startAt }: { call: Call; startAt: number | null }) {
  const { t } = useLingui();
  const { recording } = call;
  const audible = recording?.state === "ready" || recording?.state === "incomplete";
  return (
    <section className={classes.card} aria-label={t`Recording`}>
      {!recording && (
        <p className={classes.quiet}>
          <Trans>This call was not recorded.</Trans>
        </p>
      )}
      {recording?.state === "waiting" && (
        <p className={classes.quiet}>
          <Trans>The recording is being prepared. It can be played in a moment.</Trans>
        </p>
      )}
      {recording?.state === "failed" && <Warning text={recording.reason || t`The recording cannot be played.`} />}
      {recording?.state === "incomplete" && <Warning text={recording.reason} />}
      {audible &&
        (call.abilities.play ? (
          <Player call={call} startAt={startAt} />
        ) : (
          <p className={classes.quiet}>
            <Trans>You may see this call but not listen to it. An administrator can change that.</Trans>
          </p>
        ))}
    </section>
  );
}

function Warning({ text }: { text: string }) {
  return (
    <p className={classes.warning}>
      <IconAlertTriangleFilled size={16} aria-hidden="true" /> {text}
    </p>
  );
}

function Player({ call, startAt }: { call: Call; startAt: number | null }) {
  const { playback, lanes, duration, peaks } = useRecording(call.id, startAt);
  usePlayerKeys(lanes.length > 0 ? playback : null);
  if (peaks.isPending) return <Skeleton height={206} />;
  if (peaks.isError) return <ErrorState error={peaks.error} onRetry={() => void peaks.refetch()} />;
  return (
    <CallPlayer
      playback={playback}
      lanes={lanes}
      duration={duration}
      talk={{
        agent: call.recording?.agent_talk_percent ?? null,
        customer: call.recording?.customer_talk_percent ?? null,
      }}
    />
  );
}
