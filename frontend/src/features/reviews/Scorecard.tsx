import { Trans, useLingui } from "@lingui/react/macro";
import type { Review } from "@/api/generated/types.gen";
import { ScoreRing } from "@/ui/ScoreRing";
import { CriterionRow } from "./CriterionRow";
import classes from "./Scorecard.module.css";
import type { Scoring } from "./useScoring";

/** The scorecard being filled in: what is asked, what was answered, and what that makes so far. */
export function Scorecard({ review, scoring }: { review: Review; scoring: Scoring }) {
  const { i18n } = useLingui();
  const { scorecard } = review;
  return (
    <>
      <ScorecardHeader review={review} />
      <div className={classes.sections}>
        {scorecard.sections.map((section) => {
          const share = i18n.number(section.weight_percent ?? 0, { maximumFractionDigits: 1 });
          return (
            <section key={section.id} aria-label={section.name} className={classes.section}>
              <header className={classes.sectionHeader}>
                <h3>{section.name}</h3>
                {section.weight_percent !== null && (
                  <span>
                    <Trans>{share} % of score</Trans>
                  </span>
                )}
              </header>
              {section.criteria.map((criterion) => (
                <CriterionRow
                  key={criterion.id}
                  criterion={criterion}
                  mark={review.marks.find((mark) => mark.criterion_id === criterion.id)}
                  active={scoring.active === criterion.id}
                  causes={scorecard.root_causes}
                  scoring={scoring}
                />
              ))}
            </section>
          );
        })}
      </div>
    </>
  );
}

export function ScorecardHeader({ review }: { review: Review }) {
  const { i18n } = useLingui();
  const { scorecard, score } = review;
  const [name, version] = [scorecard.name, scorecard.version_number];
  const pass = i18n.number(score.pass_mark_percent);
  const [answered, total] = [score.answered, score.total];
  return (
    <header className={classes.header}>
      <div>
        <h2>
          {name} <span className={classes.version}>v{version}</span>
        </h2>
        <p>
          {score.provisional ? (
            <Trans>
              {answered} of {total} answered · pass mark {pass} %
            </Trans>
          ) : (
            <Trans>
              all {total} answered · pass mark {pass} %
            </Trans>
          )}
        </p>
      </div>
      <ScoreRing percent={score.final_percent} passMark={score.pass_mark_percent} passed={score.passed} />
    </header>
  );
}
