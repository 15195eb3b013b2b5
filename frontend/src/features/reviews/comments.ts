import type { Review, ReviewComment } from "@/api/generated/types.gen";
import type { Pin } from "@/ui/player/pins";
import { criteriaOf, earnedPercent } from "./answers";

export type NumberedComment = ReviewComment & { number: number; tone: Pin["tone"] };

const NEAR_SECONDS = 2;

/** Comments in the order of what they are about, numbered as on the waveform; those about nothing come last. */
export function numbered(review: Review): NumberedComment[] {
  const place = (comment: ReviewComment) => comment.at_second ?? Number.POSITIVE_INFINITY;
  return [...review.comments]
    .sort((one, other) => place(one) - place(other) || one.at.localeCompare(other.at))
    .map((comment, index) => ({ ...comment, number: index + 1, tone: toneOf(comment, review) }));
}

/** As good or bad as the criterion pinned to the same moment; on its own a comment judges nothing. */
function toneOf({ at_second, message_id }: ReviewComment, review: Review): Pin["tone"] {
  const mark = review.marks.find((each) =>
    at_second === null || each.at_second === null
      ? message_id !== null && each.message_id === message_id
      : Math.abs(each.at_second - at_second) <= NEAR_SECONDS,
  );
  const criterion = mark && criteriaOf(review.scorecard).find((each) => each.id === mark.criterion_id);
  const percent = criterion ? earnedPercent(criterion, mark) : null;
  if (percent === null) return "plain";
  return percent < 50 ? "bad" : percent < 75 ? "warn" : "good";
}

export const pinsOf = (comments: readonly NumberedComment[]): Pin[] =>
  comments.flatMap((comment) =>
    comment.at_second === null
      ? []
      : [
          {
            id: comment.id,
            number: comment.number,
            second: comment.at_second,
            tone: comment.tone,
            label: comment.text,
          },
        ],
  );
