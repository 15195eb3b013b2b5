import { Trans } from "@lingui/react/macro";
import { IconMessages, IconPhone } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { ReviewRow } from "@/api/generated/types.gen";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { Timestamp } from "@/ui/Timestamp";
import { Outcome } from "./Outcome";
import classes from "./QualityList.module.css";

/** Reviews as rows; each opens the review. */
export function ReviewList({ reviews }: { reviews: readonly ReviewRow[] }) {
  return (
    <ul>
      {reviews.map((review) => (
        <li key={review.id}>
          <Link to="/quality/reviews/$review" params={{ review: review.id }} className={classes.row} data-link>
            {review.subject.kind === "call" ? (
              <IconPhone size={18} aria-hidden="true" className={classes.icon} />
            ) : (
              <IconMessages size={18} aria-hidden="true" className={classes.icon} />
            )}
            <span className={classes.what}>
              <strong>{review.subject.title}</strong>
              {review.submitted_at && (
                <span className={classes.meta}>
                  <Timestamp at={review.submitted_at} as="moment" />
                </span>
              )}
            </span>
            <span className={classes.person}>
              <PersonAvatar name={review.agent.name} size={24} />
              {review.agent.name}
            </span>
            {review.state === "draft" ? (
              <span className={classes.meta}>
                <Trans>not finished</Trans>
              </span>
            ) : (
              <Outcome percent={review.final_percent} passed={review.passed} />
            )}
          </Link>
        </li>
      ))}
    </ul>
  );
}
