import { expect, test } from "vitest";
import type { Criterion, Mark } from "@/api/generated/types.gen";
import { aCriterion, aMark, aScorecard } from "@/testing/reviews";
import { answerOfKey, isLow, missingIn } from "./answers";

const yesNo: Criterion = aCriterion({ id: "a" });
const points: Criterion = aCriterion({ id: "b", scale: { kind: "points", lowest: 1, highest: 5 } });

test("Y, N, and their places 1 and 2, answer yes or no; 0 is not applicable", () => {
  const answers = ["y", "1", "n", "2", "0"].map((key) => answerOfKey(yesNo, key));

  expect(answers).toEqual([
    { value: 1, not_applicable: false },
    { value: 1, not_applicable: false },
    { value: 0, not_applicable: false },
    { value: 0, not_applicable: false },
    { value: null, not_applicable: true },
  ]);
});

test("keys of the other scale mean nothing", () => {
  expect([answerOfKey(yesNo, "3"), answerOfKey(points, "y")]).toEqual([null, null]);
});

test("0 does nothing where not applicable is not allowed", () => {
  expect(answerOfKey({ ...points, na_allowed: false }, "0")).toBeNull();
});

test("half of the scale is not low, less than half is", () => {
  const low = [1, 2, 3].map((value) => isLow(points, { value, not_applicable: false }));

  expect(low).toEqual([true, true, false]);
});

test("an unanswered criterion and a low one without a cause are missing, not applicable is not", () => {
  const third = aCriterion({ id: "c" });
  const marks: Mark[] = [aMark({ criterion_id: "b", value: 1 }), aMark({ criterion_id: "c", not_applicable: true })];

  const missing = missingIn(aScorecard([yesNo, points, third]), marks);

  expect(missing.map(({ criterion, what }) => [criterion.id, what])).toEqual([
    ["a", "answer"],
    ["b", "cause"],
  ]);
});

test("a bonus that was not earned asks for no cause", () => {
  expect(isLow({ ...yesNo, bonus_points: 5 }, { value: 0, not_applicable: false })).toBe(false);
});
