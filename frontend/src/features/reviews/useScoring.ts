import { useState } from "react";
import type { Criterion, Mark, MarkInput, Review } from "@/api/generated/types.gen";
import type { Playback } from "@/ui/player/Playback";
import { leadIn } from "@/ui/player/pins";
import { type Answer, criteriaOf } from "./answers";
import type { useMarking } from "./useReview";

export type Scoring = {
  /** The criterion that keys answer. */
  active: string | null;
  activate: (criterion: string) => void;
  answer: (criterion: Criterion, answer: Answer) => void;
  change: (criterion: Criterion, change: Partial<MarkInput>) => void;
  /** Whether there is a moment to pin to: a recording, or a chosen message. */
  canPin: boolean;
  pin: (criterion: Criterion) => void;
  unpin: (criterion: Criterion) => void;
  goTo: (mark: Pick<Mark, "at_second" | "message_id">) => void;
  /** Focus goes to the next (+1) or previous (−1) criterion. */
  move: (step: 1 | -1) => void;
  focus: (criterion: string) => void;
};

type Parts = {
  review: Review | undefined;
  marking: ReturnType<typeof useMarking>;
  /** Null when the work is not a call. */
  playback: Playback | null;
  message: string | null;
  onMessage: (id: string) => void;
};

/** What the reviewer's hand does with the scorecard: answering, pinning, walking. */
export function useScoring({ review, marking, playback, message, onMessage }: Parts): Scoring {
  const [active, setActive] = useState<string | null>(null);
  const criteria = review ? criteriaOf(review.scorecard) : [];

  const focus = (id: string) => {
    setActive(id);
    const row = document.querySelector(`[data-criterion="${CSS.escape(id)}"]`);
    const target = row?.querySelector<HTMLElement>('[role="radio"][aria-checked="true"], [role="radio"]');
    target?.focus();
    row?.scrollIntoView({ block: "nearest" });
  };

  return {
    active,
    activate: setActive,
    focus,
    move: (step) => {
      const here = criteria.findIndex((criterion) => criterion.id === active);
      const next = here < 0 ? 0 : Math.min(criteria.length - 1, Math.max(0, here + step));
      const criterion = criteria[next];
      if (criterion) focus(criterion.id);
    },
    answer: (criterion, answer) => {
      setActive(criterion.id);
      const keepsCause = !answer.not_applicable;
      marking.mark(criterion.id, keepsCause ? answer : { ...answer, root_cause: "" as Mark["root_cause"] });
    },
    change: (criterion, change) => marking.mark(criterion.id, change),
    canPin: playback !== null || message !== null,
    pin: (criterion) => {
      if (playback) marking.mark(criterion.id, { at_second: Math.round(playback.position * 10) / 10 });
      else if (message) marking.mark(criterion.id, { message_id: message });
    },
    unpin: (criterion) => marking.mark(criterion.id, { at_second: null, message_id: null }),
    goTo: ({ at_second, message_id }) => {
      if (at_second !== null) playback?.playFrom(leadIn(at_second));
      else if (message_id !== null) onMessage(message_id);
    },
  };
}
