/** Where a promise of time stands. `ok`, `due` and `late` run; the others have ended. */
export type SlaState = "none" | "met" | "missed" | "paused" | "ok" | "due" | "late";

export type Promised = {
  dueAt: string | null;
  startedAt: string | null;
  stoppedAt: string | null;
  paused?: boolean;
};

const SOON_AT_LEAST_MS = 15 * 60_000;
const SOON_PART = 0.25;

/** Due soon at a quarter of the time left or a quarter of an hour, whichever is longer. */
export function slaState({ dueAt, startedAt, stoppedAt, paused }: Promised, now: number): SlaState {
  if (dueAt === null) return "none";
  const due = Date.parse(dueAt);
  if (stoppedAt !== null) return Date.parse(stoppedAt) <= due ? "met" : "missed";
  if (paused) return "paused";
  if (now > due) return "late";
  const whole = startedAt === null ? 0 : due - Date.parse(startedAt);
  return due - now <= Math.max(SOON_AT_LEAST_MS, whole * SOON_PART) ? "due" : "ok";
}
