import { Trans } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import type { ReactNode } from "react";
import type { Recording } from "@/api/generated/types.gen";
import { ErrorState } from "@/ui/ErrorState";
import { CallPlayer } from "@/ui/player/CallPlayer";
import type { Pin } from "@/ui/player/pins";
import type { useRecording } from "@/ui/player/useRecording";
import classes from "./ReviewLayout.module.css";

export type Sound = ReturnType<typeof useRecording>;

type ReviewPlayerProps = {
  sound: Sound;
  recording: Recording | null;
  pins: Pin[];
  onPin: (id: string) => void;
  action: ReactNode;
};

export function ReviewPlayer({ sound, recording, pins, onPin, action }: ReviewPlayerProps) {
  const { playback, lanes, duration, peaks } = sound;
  return (
    <section className={classes.player}>
      {peaks.isPending && <Skeleton height={206} />}
      {peaks.isError && <ErrorState error={peaks.error} onRetry={() => void peaks.refetch()} />}
      {peaks.data && lanes.length === 0 && (
        <p>
          <Trans>This recording has no sound that could be drawn or played.</Trans>
        </p>
      )}
      {lanes.length > 0 && (
        <CallPlayer
          playback={playback}
          lanes={lanes}
          duration={duration}
          talk={{
            agent: recording?.agent_talk_percent ?? null,
            customer: recording?.customer_talk_percent ?? null,
          }}
          pins={pins}
          onPin={onPin}
          action={action}
        />
      )}
    </section>
  );
}
