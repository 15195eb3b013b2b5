import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Popover, SegmentedControl, Slider, Switch, Tooltip } from "@mantine/core";
import {
  IconPlayerPauseFilled,
  IconPlayerPlayFilled,
  IconRepeat,
  IconRewindBackward5,
  IconRewindForward5,
  IconVolume,
} from "@tabler/icons-react";
import { type ReactNode, useEffect, useRef } from "react";
import { playDuration } from "../formats";
import type { Playback } from "./Playback";
import classes from "./PlayerControls.module.css";
import { usePlaybackState } from "./usePlayback";

type PlayerControlsProps = { playback: Playback; duration: number; action?: ReactNode };

export function PlayerControls({ playback, duration, action }: PlayerControlsProps) {
  const { t } = useLingui();
  const state = usePlaybackState(playback);

  return (
    <div className={classes.bar}>
      <PlayButton playback={playback} phase={state.phase} />
      <WithKey label={t`5 seconds back`} keys="←">
        <ActionIcon aria-label={t`5 seconds back`} onClick={() => playback.skip(-5)}>
          <IconRewindBackward5 size={20} />
        </ActionIcon>
      </WithKey>
      <WithKey label={t`5 seconds forward`} keys="→">
        <ActionIcon aria-label={t`5 seconds forward`} onClick={() => playback.skip(5)}>
          <IconRewindForward5 size={20} />
        </ActionIcon>
      </WithKey>
      <Clock playback={playback} duration={duration} />
      <SpeedControl playback={playback} rate={state.rate} />
      <Switch size="sm" checked={state.skipSilence} onChange={playback.toggleSilence} label={t`Skip silence`} />
      <LoopButton playback={playback} looping={state.looping} hasRange={Boolean(state.range?.end)} />
      <Volume playback={playback} volume={state.volume} />
      {state.range && <Range playback={playback} start={state.range.start} end={state.range.end} />}
      {action && <div className={classes.action}>{action}</div>}
      {state.phase === "failed" && (
        <div role="alert" className={classes.failed}>
          <Trans>The sound could not be played. Press play to try again.</Trans>
        </div>
      )}
    </div>
  );
}

function PlayButton({ playback, phase }: { playback: Playback; phase: string }) {
  const { t } = useLingui();
  const busy = phase === "playing" || phase === "loading";
  const label = busy ? t`Pause` : t`Play`;
  return (
    <WithKey label={label} keys={t`Space`}>
      <ActionIcon size={40} radius={20} variant="filled" color="accent" aria-label={label} onClick={playback.toggle}>
        {busy ? <IconPlayerPauseFilled size={20} /> : <IconPlayerPlayFilled size={20} />}
      </ActionIcon>
    </WithKey>
  );
}

function LoopButton({ playback, looping, hasRange }: { playback: Playback; looping: boolean; hasRange: boolean }) {
  const { t } = useLingui();
  const label = hasRange ? t`Loop the range` : t`Loop the recording`;
  return (
    <WithKey label={label} keys="L">
      <ActionIcon
        variant={looping ? "light" : "subtle"}
        color={looping ? "accent" : "gray"}
        aria-pressed={looping}
        aria-label={label}
        onClick={playback.toggleLoop}
      >
        <IconRepeat size={18} />
      </ActionIcon>
    </WithKey>
  );
}

/** Position and length; written straight into the page so that the bar is not rendered sixty times a second. */
function Clock({ playback, duration }: { playback: Playback; duration: number }) {
  const text = useRef<HTMLElement>(null);
  useEffect(
    () =>
      playback.watch((second) => {
        const shown = playDuration(second);
        if (text.current && text.current.textContent !== shown) text.current.textContent = shown;
      }),
    [playback],
  );
  return (
    <div className={classes.clock} role="timer" aria-live="off">
      <strong ref={text}>{playDuration(playback.position)}</strong> / {playDuration(duration)}
    </div>
  );
}

const BUTTON_SPEEDS = [1, 1.25, 1.5, 2];

function SpeedControl({ playback, rate }: { playback: Playback; rate: number }) {
  const { t, i18n } = useLingui();
  const shown = BUTTON_SPEEDS.includes(rate) ? BUTTON_SPEEDS : [rate, ...BUTTON_SPEEDS].sort((a, b) => a - b);
  return (
    <SegmentedControl
      aria-label={t`Speed`}
      value={String(rate)}
      onChange={(value) => playback.setRate(Number(value))}
      data={shown.map((speed) => ({ value: String(speed), label: `${i18n.number(speed)}×` }))}
    />
  );
}

function Range({ playback, start, end }: { playback: Playback; start: number; end: number | null }) {
  const from = playDuration(start);
  const to = end === null ? "…" : playDuration(end);
  return (
    <button type="button" className={classes.range} onClick={playback.clearRange}>
      <Trans>
        Range {from}–{to}, clear
      </Trans>
    </button>
  );
}

function Volume({ playback, volume }: { playback: Playback; volume: number }) {
  const { t } = useLingui();
  return (
    <Popover position="top" withArrow trapFocus>
      <Popover.Target>
        <ActionIcon className={classes.volume} aria-label={t`Volume`}>
          <IconVolume size={18} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown>
        <Slider
          w={140}
          value={Math.round(volume * 100)}
          onChange={(value) => playback.setVolume(value / 100)}
          thumbLabel={t`Volume`}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

function WithKey({ label, keys, children }: { label: string; keys: string; children: ReactNode }) {
  const text = (
    <>
      {label} <kbd className={classes.key}>{keys}</kbd>
    </>
  );
  return <Tooltip label={text}>{children}</Tooltip>;
}
