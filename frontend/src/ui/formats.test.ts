import { expect, test } from "vitest";
import { measuredDuration } from "./formats";

test.each([
  [0, "0 s"],
  [59.4, "59 s"],
  [59.6, "1 min"],
  [252, "4 min 12 s"],
  [600, "10 min"],
  [659, "11 min"],
  [3599, "1 h"],
  [3660, "1 h 1 min"],
  [86_399, "1 day"],
  [86_400 + 20 * 3600, "1 day 20 h"],
  [2 * 86_400 + 1799, "2 days"],
  [2 * 86_400 + 1800, "2 days 1 h"],
])("%d seconds are rounded, not cut off: %s", (seconds, told) => {
  expect(measuredDuration(seconds, "en").replaceAll("\u00a0", " ")).toBe(told);
});
