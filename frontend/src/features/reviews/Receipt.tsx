import { Trans, useLingui } from "@lingui/react/macro";
import { IconAlertTriangleFilled, IconCircleCheckFilled } from "@tabler/icons-react";
import type { Criterion, Mark, ReceiptLine, Review, RootCause } from "@/api/generated/types.gen";
import { playDuration } from "@/ui/formats";
import classes from "./Receipt.module.css";
import { reasonText } from "./reasonText";
import { ScorecardHeader } from "./Scorecard";

type ReceiptProps = { review: Review; onGoTo: (mark: Mark) => void };

/** A finished review: each answer, what it weighed in the end, and why the outcome is what it is. */
export function Receipt({ review, onGoTo }: ReceiptProps) {
  return (
    <>
      <ScorecardHeader review={review} />
      <div className={classes.body}>
        <Outcome review={review} />
        {review.scorecard.sections.map((section) => (
          <section key={section.id} aria-label={section.name} className={classes.section}>
            <h3>{section.name}</h3>
            {section.criteria.map((criterion) => (
              <Line
                key={criterion.id}
                criterion={criterion}
                mark={review.marks.find((mark) => mark.criterion_id === criterion.id)}
                line={review.score.receipt.find((line) => line.criterion_id === criterion.id)}
                causes={review.scorecard.root_causes}
                onGoTo={onGoTo}
              />
            ))}
          </section>
        ))}
      </div>
    </>
  );
}

function Outcome({ review }: { review: Review }) {
  const { i18n } = useLingui();
  const { score } = review;
  const percent = (value: number | null) =>
    value === null ? "–" : `${i18n.number(value, { maximumFractionDigits: 1 })} %`;
  const [final, calculated] = [percent(score.final_percent), percent(score.calculated_percent)];
  return (
    <div className={classes.outcome} data-passed={score.passed ?? undefined}>
      <p>
        {score.passed === true && (
          <>
            <IconCircleCheckFilled size={16} aria-hidden="true" /> <Trans>Passed with {final}</Trans>
          </>
        )}
        {score.passed === false && (
          <>
            <IconAlertTriangleFilled size={16} aria-hidden="true" /> <Trans>Not passed: {final}</Trans>
          </>
        )}
        {score.passed === null && <Trans>Nothing in this work could be scored.</Trans>}
      </p>
      {calculated !== final && (
        <p className={classes.small}>
          <Trans>Without the critical criteria it would have been {calculated}.</Trans>
        </p>
      )}
      <ul className={classes.small}>
        {score.reasons.map((reason) => (
          <li key={reason}>{reasonText(reason, review, i18n)}</li>
        ))}
      </ul>
    </div>
  );
}

type LineProps = {
  criterion: Criterion;
  mark: Mark | undefined;
  line: ReceiptLine | undefined;
  causes: RootCause[];
  onGoTo: (mark: Mark) => void;
};

function Line({ criterion, mark, line, causes, onGoTo }: LineProps) {
  const { i18n } = useLingui();
  const weight = line && i18n.number(line.applied_weight_percent, { maximumFractionDigits: 1 });
  const cause = causes.find(({ key }) => key === mark?.root_cause)?.label;
  const fired = line && line.fired !== "none" ? line.fired : null;
  return (
    <div className={classes.line}>
      <div className={classes.row}>
        <span>{criterion.name}</span>
        <strong data-fired={fired ?? undefined}>
          <AnswerWords criterion={criterion} mark={mark} />
        </strong>
      </div>
      <p className={classes.small}>
        {weight !== undefined &&
          (mark?.not_applicable ? (
            <Trans>not applicable, its weight went to the others</Trans>
          ) : (
            <Trans>weighed {weight} % of the score</Trans>
          ))}
        {mark && mark.at_second !== null && (
          <>
            {" · "}
            <button type="button" className={classes.moment} onClick={() => onGoTo(mark)}>
              {playDuration(mark.at_second)}
            </button>
          </>
        )}
        {mark && mark.message_id !== null && (
          <>
            {" · "}
            <button type="button" className={classes.moment} onClick={() => onGoTo(mark)}>
              <Trans>to the message</Trans>
            </button>
          </>
        )}
      </p>
      {fired && (
        <p className={classes.fired}>
          <IconAlertTriangleFilled size={13} aria-hidden="true" />{" "}
          {fired === "section" ? (
            <Trans>critical, took its section to 0</Trans>
          ) : (
            <Trans>critical, failed the review</Trans>
          )}
        </p>
      )}
      {cause && <p className={classes.small}>{cause}</p>}
      {mark?.note && <p className={classes.note}>{mark.note}</p>}
    </div>
  );
}

function AnswerWords({ criterion, mark }: { criterion: Criterion; mark: Mark | undefined }) {
  if (mark?.not_applicable) return <Trans>N/A</Trans>;
  if (!mark || mark.value === null) return <>–</>;
  if (criterion.scale.kind === "yes_no")
    return mark.value === criterion.scale.highest ? <Trans>Yes</Trans> : <Trans>No</Trans>;
  const [value, highest] = [mark.value, criterion.scale.highest];
  return (
    <Trans>
      {value} of {highest}
    </Trans>
  );
}
