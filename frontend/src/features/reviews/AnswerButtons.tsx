import { Trans } from "@lingui/react/macro";
import { IconCheck, IconX } from "@tabler/icons-react";
import type { Criterion, Mark } from "@/api/generated/types.gen";
import classes from "./AnswerButtons.module.css";
import { type Answer, type Choice, choicesOf, earnedPercent } from "./answers";

type AnswerButtonsProps = { criterion: Criterion; mark: Mark | undefined; onAnswer: (answer: Answer) => void };

/**
 * One criterion's choices. A radio group by role, but every choice is a tab stop: the arrow keys belong to the player
 * and to walking the criteria, and Space plays.
 */
export function AnswerButtons({ criterion, mark, onAnswer }: AnswerButtonsProps) {
  return (
    <div role="radiogroup" aria-labelledby={`criterion-${criterion.id}`} className={classes.group}>
      {choicesOf(criterion).map((choice) => {
        const chosen = isChosen(choice.answer, mark);
        return (
          // biome-ignore lint/a11y/useSemanticElements: a native radio would take the arrow keys and Space
          <button
            key={choice.key}
            type="button"
            role="radio"
            aria-checked={chosen}
            className={classes.choice}
            data-tone={chosen ? toneOf(criterion, choice.answer) : undefined}
            onClick={() => onAnswer(choice.answer)}
          >
            <Says choice={choice} chosen={chosen} />
          </button>
        );
      })}
    </div>
  );
}

const isChosen = (answer: Answer, mark: Mark | undefined) =>
  mark !== undefined && (answer.not_applicable ? mark.not_applicable : mark.value === answer.value);

function toneOf(criterion: Criterion, answer: Answer) {
  const percent = earnedPercent(criterion, answer);
  if (percent === null) return "na";
  if (percent < 50) return "low";
  return percent < 75 ? "middle" : "high";
}

function Says({ choice, chosen }: { choice: Choice; chosen: boolean }) {
  if (choice.says === "na") return <Trans>N/A</Trans>;
  if (choice.says === "yes")
    return (
      <>
        {chosen && <IconCheck size={14} stroke={2.5} aria-hidden="true" />}
        <Trans>Yes</Trans>
      </>
    );
  if (choice.says === "no")
    return (
      <>
        {chosen && <IconX size={14} stroke={2.5} aria-hidden="true" />}
        <Trans>No</Trans>
      </>
    );
  return choice.says;
}
