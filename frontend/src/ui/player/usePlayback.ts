import { useEffect, useState, useSyncExternalStore } from "react";
import { Playback } from "./Playback";
import { silences } from "./silence";

export type Lane = { name: "agent" | "customer" | "mono"; peaks: number[] };

type Recording = { lanes: Lane[]; duration: number; load: () => Promise<string>; startAt?: number | null };

/** The one player of a screen. Its keys, its pins and its scorecard share it. */
export function usePlayback({ lanes, duration, load, startAt }: Recording): Playback {
  const [playback] = useState(() => new Playback());

  useEffect(() => {
    const peaks = lanes.map((lane) => lane.peaks);
    playback.open({ load, duration, silences: silences(peaks, duration) });
  }, [playback, lanes, duration, load]);

  useEffect(() => {
    if (startAt != null && duration > 0) playback.seek(startAt);
  }, [playback, startAt, duration]);

  useEffect(() => playback.close, [playback]);
  return playback;
}

export const usePlaybackState = (playback: Playback) => useSyncExternalStore(playback.subscribe, playback.snapshot);
