import { Trans } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { lazy, type ReactNode, Suspense } from "react";
import classes from "./CallPlayer.module.css";
import type { Playback } from "./Playback";
import { PlayerControls } from "./PlayerControls";
import type { Pin } from "./pins";
import type { Lane } from "./usePlayback";

const Waveform = lazy(() => import("./Waveform").then((module) => ({ default: module.Waveform })));

type CallPlayerProps = {
  playback: Playback;
  lanes: Lane[];
  duration: number;
  /** Seconds each side speaks of the whole length, in per cent; null when the sound is one mixed lane. */
  talk: { agent: number | null; customer: number | null };
  pins?: Pin[];
  onPin?: (id: string) => void;
  /** Shown at the right end of the controls, e.g. "Comment at 2:06". */
  action?: ReactNode;
};

const NO_PINS: Pin[] = [];

export function CallPlayer({ playback, lanes, duration, talk, pins = NO_PINS, onPin, action }: CallPlayerProps) {
  return (
    <div className={classes.player}>
      <div className={classes.stage}>
        <div className={classes.names}>
          {lanes.map((lane) => (
            <LaneName key={lane.name} name={lane.name} percent={lane.name === "mono" ? null : talk[lane.name]} />
          ))}
        </div>
        <Suspense fallback={<Skeleton height={158} />}>
          <Waveform playback={playback} lanes={lanes} duration={duration} pins={pins} onPin={onPin} />
        </Suspense>
      </div>
      <PlayerControls playback={playback} duration={duration} action={action} />
    </div>
  );
}

function LaneName({ name, percent }: { name: Lane["name"]; percent: number | null }) {
  return (
    <div className={classes.name} data-lane={name}>
      <span className={classes.swatch} aria-hidden="true" />
      {name === "agent" && <Trans>Agent</Trans>}
      {name === "customer" && <Trans>Customer</Trans>}
      {name === "mono" && <Trans>Both voices</Trans>}
      {percent !== null && <strong>{Math.round(percent)} %</strong>}
    </div>
  );
}
