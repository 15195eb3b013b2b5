/** A part of a recording, in seconds from its start. */
export type Stretch = { start: number; end: number };

const QUIET = 0.04; // of full scale: telephone noise stays under it, a whisper does not
const LEAST_SECONDS = 1.5;
const KEEP_SECONDS = 0.3; // left at both ends, so that a word is never clipped

/**
 * Where nobody speaks on any lane for longer than a breath. Found in the peaks the waveform is drawn from, so
 * skipping needs no decoding; its precision is that of the peaks.
 */
export function silences(lanes: readonly (readonly number[])[], duration: number): Stretch[] {
  const points = Math.max(0, ...lanes.map((lane) => lane.length));
  if (points === 0 || duration <= 0) return [];
  const seconds = duration / points;
  const found: Stretch[] = [];
  let from = -1;
  for (let point = 0; point <= points; point += 1) {
    const quiet = point < points && lanes.every((lane) => Math.abs(lane[point] ?? 0) < QUIET);
    if (quiet && from < 0) from = point;
    if (!quiet && from >= 0) {
      if ((point - from) * seconds >= LEAST_SECONDS)
        found.push({ start: from * seconds + KEEP_SECONDS, end: point * seconds - KEEP_SECONDS });
      from = -1;
    }
  }
  return found;
}

/** The end of the silence this moment lies in, or null where somebody speaks. */
export function endOfSilence(found: readonly Stretch[], second: number): number | null {
  return found.find((stretch) => second >= stretch.start && second < stretch.end)?.end ?? null;
}
