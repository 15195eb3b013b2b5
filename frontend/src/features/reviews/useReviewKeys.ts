import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import type { Review } from "@/api/generated/types.gen";
import { useMe } from "@/api/useMe";
import type { Playback } from "@/ui/player/Playback";
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
  const player = usePlayerKeys(playback);
  const scorecard = useScorecardKeys(review, scoring, onComment, onComplete);
  useShortcuts([...player, ...scorecard]);
  useSpace(playback);
}

function usePlayerKeys(playback: Playback | null): Shortcut[] {
  const { t } = useLingui();
  const group = t`Player`;
  const key = (keys: string, name: string, run: (sound: Playback) => void): Shortcut => ({
    keys,
    name,
    group,
    disabled: playback === null,
    run: () => playback && run(playback),
  });
  return [
    key("ArrowLeft", t`5 seconds back`, (sound) => sound.skip(-5)),
    key("ArrowRight", t`5 seconds forward`, (sound) => sound.skip(5)),
    key("Shift+ArrowLeft", t`1 second back`, (sound) => sound.skip(-1)),
    key("Shift+ArrowRight", t`1 second forward`, (sound) => sound.skip(1)),
    key(",", t`Slower`, (sound) => sound.stepRate(-1)),
    key(".", t`Faster`, (sound) => sound.stepRate(1)),
    key("i", t`Range begins here`, (sound) => sound.markIn()),
    key("o", t`Range ends here`, (sound) => sound.markOut()),
    key("l", t`Loop the range`, (sound) => sound.toggleLoop()),
    key("s", t`Skip silence`, (sound) => sound.toggleSilence()),
  ];
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

const OWN_SPACE = "button, a, input, textarea, select, summary, [role=tab], [role=slider], [contenteditable=true]";

/** Space plays and pauses wherever it has no meaning of its own; on an answer of the scorecard it has none. */
function useSpace(playback: Playback | null) {
  const { shortcuts } = useMe();
  useEffect(() => {
    if (playback === null || !shortcuts) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== " " || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const isAnswer = target?.closest('[role="radio"]') != null;
      if (target?.closest("[role=dialog]") || (!isAnswer && target?.closest(OWN_SPACE))) return;
      event.preventDefault();
      playback.toggle();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [playback, shortcuts]);
}
