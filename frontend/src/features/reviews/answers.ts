import type { Criterion, Mark, Scorecard } from "@/api/generated/types.gen";

export type Answer = Pick<Mark, "value" | "not_applicable">;

/** One choice of a criterion. `key` is the key that gives it, besides a click. */
export type Choice = { key: string; answer: Answer; says: "yes" | "no" | "na" | number };

const NOT_APPLICABLE: Choice = { key: "0", answer: { value: null, not_applicable: true }, says: "na" };
const given = (value: number): Answer => ({ value, not_applicable: false });

/** What may be answered, in the order it stands on the screen. */
export function choicesOf({ scale, na_allowed }: Criterion): Choice[] {
  const steps = Array.from({ length: scale.highest - scale.lowest + 1 }, (_, index) => scale.lowest + index);
  const choices: Choice[] =
    scale.kind === "yes_no"
      ? [
          { key: "y", answer: given(scale.highest), says: "yes" },
          { key: "n", answer: given(scale.lowest), says: "no" },
        ]
      : steps.map((value) => ({ key: String(value), answer: given(value), says: value }));
  return na_allowed ? [...choices, NOT_APPLICABLE] : choices;
}

/** The answer a key gives to this criterion, or null when it means nothing there: Y on 1–5, 3 on yes/no. */
export function answerOfKey(criterion: Criterion, key: string): Answer | null {
  const pressed = criterion.scale.kind === "yes_no" ? ({ 1: "y", 2: "n" }[key] ?? key) : key;
  return choicesOf(criterion).find((choice) => choice.key === pressed)?.answer ?? null;
}

/** 0–100 of the criterion's scale; null while unanswered and where not applicable. */
export function earnedPercent({ scale }: Criterion, mark: Answer | undefined): number | null {
  if (!mark || mark.not_applicable || mark.value === null) return null;
  return (100 * (mark.value - scale.lowest)) / (scale.highest - scale.lowest);
}

/** Low enough to ask why: the same line under which a critical criterion fires. Exactly half is not low. */
export function isLow(criterion: Criterion, mark: Answer | undefined): boolean {
  const percent = earnedPercent(criterion, mark);
  return criterion.bonus_points === null && percent !== null && percent < 50;
}

const isAnswered = (mark: Answer | undefined) => mark !== undefined && (mark.not_applicable || mark.value !== null);

export const criteriaOf = (scorecard: Scorecard) => scorecard.sections.flatMap((section) => section.criteria);

export type Missing = { criterion: Criterion; what: "answer" | "cause" };

/** What still stands between this review and its end, in the order of the scorecard. */
export function missingIn(scorecard: Scorecard, marks: readonly Mark[]): Missing[] {
  return criteriaOf(scorecard).flatMap((criterion): Missing[] => {
    const mark = marks.find((each) => each.criterion_id === criterion.id);
    if (!isAnswered(mark)) return [{ criterion, what: "answer" }];
    return isLow(criterion, mark) && !mark?.root_cause ? [{ criterion, what: "cause" }] : [];
  });
}
