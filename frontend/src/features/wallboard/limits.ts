/** What a room reacts to. Defaults of the metrics' definitions; every one is shown in words beside its number. */
export const LIMITS = {
  callWaitSeconds: 120,
  answeredPercent: 80,
  answeredNearPercent: 75,
  satisfactionPercent: 85,
  satisfactionNearPercent: 80,
  longCallSeconds: 600,
  longBreakSeconds: 900,
  longWrapUpSeconds: 180,
} as const;

export type Signal = "plain" | "good" | "warn" | "bad";

/** Judges a share of which more is better; no share, no judgement. */
export function judgeShare(percent: number | null, target: number, near: number): Signal {
  if (percent === null) return "plain";
  if (percent >= target) return "good";
  return percent >= near ? "warn" : "bad";
}

/** Judges how long the first in line has waited. */
export function judgeWait(waiting: number, seconds: number | null, limit: number): Signal {
  if (waiting === 0 || seconds === null) return "plain";
  if (seconds > limit) return "bad";
  return seconds > limit * 0.75 ? "warn" : "plain";
}

const LONG: Record<string, number> = {
  on_call: LIMITS.longCallSeconds,
  break: LIMITS.longBreakSeconds,
  wrap_up: LIMITS.longWrapUpSeconds,
};

/** Whether somebody has been in this state longer than is usual, so that a supervisor may look in. */
export const isLong = (state: string, seconds: number) => seconds > (LONG[state] ?? Number.POSITIVE_INFINITY);
