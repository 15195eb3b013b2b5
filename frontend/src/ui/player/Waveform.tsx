import { useLingui } from "@lingui/react/macro";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useRef } from "react";
import { drawWaveform, regionOf } from "./drawWaveform";
import type { Playback } from "./Playback";
import type { Pin } from "./pins";
import type { Lane } from "./usePlayback";
import classes from "./Waveform.module.css";

type WaveformProps = {
  playback: Playback;
  lanes: Lane[];
  duration: number;
  pins: Pin[];
  onPin?: ((id: string) => void) | undefined;
};

/**
 * Draws the peaks the server made; it never touches the sound. The picture follows `playback` and sends clicks back
 * to it. For those who cannot see it, the talk shares and the list of comments say the same in words.
 */
export function Waveform({ playback, lanes, duration, pins, onPin }: WaveformProps) {
  const { t } = useLingui();
  const scheme = useComputedColorScheme();
  const box = useRef<HTMLDivElement>(null);
  const layer = useRef<ReturnType<typeof drawWaveform>["regions"] | null>(null);
  const pressed = useRef(onPin);
  useEffect(() => {
    pressed.current = onPin;
  }, [onPin]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another scheme has other colours, so it is drawn anew
  useEffect(() => {
    if (!box.current) return;
    const drawn = drawWaveform(box.current, lanes, duration);
    layer.current = drawn.regions;
    drawn.regions.on("region-clicked", (region, event) => {
      event.stopPropagation();
      pressed.current?.(region.id);
    });
    const stopClicks = drawn.onSeek(playback.seek);
    const stopWatching = playback.watch((second) => drawn.wave.setTime(second));
    return () => {
      stopClicks();
      stopWatching();
      layer.current = null;
      drawn.wave.destroy();
    };
  }, [playback, lanes, duration, scheme]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: pins are put again on what was just drawn anew
  useEffect(() => {
    if (!layer.current || !box.current) return;
    layer.current.clearRegions();
    for (const pin of pins) layer.current.addRegion(regionOf(pin, box.current));
  }, [pins, lanes, duration, scheme]);

  return <div ref={box} className={classes.box} role="img" aria-label={t`Waveform of the recording`} />;
}
