import type { MarkInput } from "@/api/generated/types.gen";

type Marks = Record<string, MarkInput>;

const keyOf = (review: string) => `kvalita-unsent-marks-${review}`;

/** Marks the server has not confirmed. Kept in the browser, so that a crash or a dead network loses none. */
export function unsentMarks(review: string): Marks {
  try {
    return JSON.parse(localStorage.getItem(keyOf(review)) ?? "{}") as Marks;
  } catch {
    return {};
  }
}

export function keepUnsent(review: string, criterion: string, mark: MarkInput) {
  write(review, { ...unsentMarks(review), [criterion]: mark });
}

/** Forgets it once it has arrived, unless it was changed again meanwhile. */
export function forgetSent(review: string, criterion: string, sent: MarkInput) {
  const { [criterion]: kept, ...others } = unsentMarks(review);
  if (JSON.stringify(kept) === JSON.stringify(sent)) write(review, others);
}

function write(review: string, marks: Marks) {
  if (Object.keys(marks).length === 0) localStorage.removeItem(keyOf(review));
  else localStorage.setItem(keyOf(review), JSON.stringify(marks));
}
