import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { callsPeaksOptions } from "@/api/generated/@tanstack/react-query.gen";
import { callsPlay } from "@/api/generated/sdk.gen";
import { type Lane, usePlayback } from "./usePlayback";

const NO_LANES: Lane[] = [];

/** The sound of one call: its picture now, its address only when somebody presses play. Null: there is none. */
export function useRecording(call: string | null, startAt?: number | null) {
  const peaks = useQuery({
    ...callsPeaksOptions({ path: { public_id: call ?? "" } }),
    enabled: call !== null,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const load = useCallback(async () => {
    const { data } = await callsPlay({ path: { public_id: call ?? "" }, throwOnError: true });
    return data.url;
  }, [call]);
  const lanes = useMemo(
    () => peaks.data?.lanes.map((lane) => ({ name: lane.name as Lane["name"], peaks: lane.peaks })) ?? NO_LANES,
    [peaks.data],
  );
  const duration = peaks.data?.duration_seconds ?? 0;
  const playback = usePlayback({ lanes, duration, load, startAt: startAt ?? null });
  return { playback, lanes, duration, peaks };
}
