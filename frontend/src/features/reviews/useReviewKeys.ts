import { useLingui } from "@lingui/react/macro";
import type { Review } from "@/api/generated/types.gen";
import type { Playback } from "@/ui/player/Playback";
import { usePlayerKeys } from "@/ui/player/usePlayerKeys";
import { type Shortcut, useShortcuts } from "@/ui/shortcuts";
import { answerOfKey, criteriaOf } from "./answers";
import type { Scoring } from "./useScoring";

type Keys = {
  review: Review | undefined;
  /** Null when there is no sound to play. */
  playback: Playback | null;
  /** Null when the review may no longer be changed. */
  scoring: Scoring | null;
  onComment: () => void;
  onComplete: () => void;
};

/** The keys of a review. They work while focus is in the scorecard too, so the hand never leaves it. */
export function useReviewKeys({ review, playback, scoring, onComment, onComplete }: Keys) {
  usePlayerKeys(playback);
  useShortcuts(useScorecardKeys(review, scoring, onComment, onComplete));
}

const ANSWER_KEYS = ["1", "2", "3", "4", "5", "y", "n", "0"];

function useScorecardKeys(
  review: Review | undefined,
  scoring: Scoring | null,
  onComment: () => void,
  onComplete: () => void,
): Shortcut[] {
  const { t } = useLingui();
  const group = t`Scorecard`;
  const disabled = scoring === null;
  const active = review && criteriaOf(review.scorecard).find((criterion) => criterion.id === scoring?.active);
  const names: Record<string, string> = { y: t`Yes`, n: t`No`, 0: t`Not applicable` };
  const answers = ANSWER_KEYS.map(
    (pressed): Shortcut => ({
      keys: pressed,
      name: names[pressed] ?? t`Answer ${pressed}`,
      group,
      disabled,
      run: () => {
        const answer = active && answerOfKey(active, pressed);
        if (active && answer) scoring?.answer(active, answer);
      },
    }),
  );
  return [
    ...answers,
    { keys: "ArrowUp", name: t`Previous criterion`, group, disabled, run: () => scoring?.move(-1) },
    { keys: "ArrowDown", name: t`Next criterion`, group, disabled, run: () => scoring?.move(1) },
    {
      keys: "p",
      name: t`Pin the criterion to this moment`,
      group,
      disabled,
      run: () => active && scoring?.pin(active),
    },
    { keys: "c", name: t`Comment at this moment`, group, disabled, run: onComment },
    { keys: "$mod+Enter", name: t`Complete and open the next`, group, disabled, run: onComplete },
  ];
}
