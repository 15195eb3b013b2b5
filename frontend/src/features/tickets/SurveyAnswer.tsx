import { Trans, useLingui } from "@lingui/react/macro";
import { IconStar, IconStarFilled } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { surveyAnswersListOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useAbility } from "@/api/useMe";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./SurveyAnswer.module.css";

const STARS = [1, 2, 3, 4, 5];

/** What the customer said about this ticket, if anything. */
export function SurveyAnswer({ ticketId }: { ticketId: string }) {
  const { t } = useLingui();
  const maySee = useAbility("survey.view");
  const answers = useQuery({ ...surveyAnswersListOptions({ query: { ticket: ticketId } }), enabled: maySee });
  const answer = answers.data?.results[0];
  if (!answer) return null;
  const rating = answer.rating;

  return (
    <div className={classes.card}>
      <div className={classes.line}>
        <span className={classes.stars} role="img" aria-label={t`Rated ${rating} of 5`}>
          {STARS.map((star) => {
            const Star = star <= rating ? IconStarFilled : IconStar;
            return <Star key={star} size={16} aria-hidden />;
          })}
        </span>
        <Timestamp at={answer.answered_at} className={classes.when} />
      </div>
      <p className={classes.words}>
        {answer.comment || <Trans>The customer rated this ticket without a comment.</Trans>}
      </p>
    </div>
  );
}
