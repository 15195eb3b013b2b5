import { expect, test } from "vitest";
import { endOfSilence, silences } from "./silence";
import { nextSpeed } from "./speeds";

test("silence is only where no lane is loud, and its ends keep a breath", () => {
  const agent = [0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0.5];
  const customer = [0, 0, 0, 0, 0, 0, 0.5, 0, 0, 0];

  const found = silences([agent, customer], 10);

  expect(found).toEqual([
    { start: 1.3, end: 5.7 },
    { start: 7.3, end: 8.7 },
  ]);
  expect(endOfSilence(found, 3)).toBe(5.7);
  expect(endOfSilence(found, 6)).toBeNull();
});

test("a pause shorter than a second and a half is not skipped", () => {
  expect(silences([[0.5, 0, 0.5]], 3)).toEqual([]);
});

test("a recording without peaks has no silences", () => {
  expect(silences([], 60)).toEqual([]);
});

test("speed steps stop at both ends", () => {
  expect([nextSpeed(1, 1), nextSpeed(0.75, -1), nextSpeed(2.5, 1)]).toEqual([1.25, 0.75, 2.5]);
});
