/** Playback speeds, slowest first: what `,` and `.` step through. */
const SPEEDS = [0.75, 1, 1.25, 1.5, 1.75, 2, 2.25, 2.5] as const;

/** The next speed up (+1) or down (−1) from the one playing; stays at either end. */
export function nextSpeed(rate: number, step: 1 | -1): number {
  const here = SPEEDS.findIndex((speed) => speed >= rate);
  const next = Math.min(SPEEDS.length - 1, Math.max(0, (here < 0 ? SPEEDS.length - 1 : here) + step));
  return SPEEDS[next] ?? 1;
}
