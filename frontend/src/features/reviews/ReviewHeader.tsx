import { Trans, useLingui } from "@lingui/react/macro";
import { IconArrowLeft } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Call, Review, TicketDetail } from "@/api/generated/types.gen";
import { useAbility } from "@/api/useMe";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./ReviewHeader.module.css";

type ReviewHeaderProps = { review: Review; call: Call | null; ticket: TicketDetail | null };

export function ReviewHeader({ review, call, ticket }: ReviewHeaderProps) {
  const { t } = useLingui();
  const reviews = useAbility("review.write");
  const customer = review.subject.title;
  return (
    <header className={classes.header}>
      <div className={classes.title}>
        <Link to={reviews ? "/quality/queue" : "/quality/me"} className={classes.back}>
          <IconArrowLeft size={14} aria-hidden="true" />
          {reviews ? <Trans>To review</Trans> : <Trans>My feedback</Trans>}
        </Link>
        <h1>{review.subject.kind === "call" ? t`Call with ${customer}` : review.subject.title}</h1>
      </div>
      <div className={classes.agent}>
        <PersonAvatar name={review.agent.name} size={32} />
        <div>
          <strong>{review.agent.name}</strong>
          <p>
            {(call ?? ticket)?.department?.name}
            {call && (
              <>
                {" · "}
                {call.direction === "in" ? <Trans>incoming call</Trans> : <Trans>outgoing call</Trans>}
                {" · "}
                <Timestamp at={call.started_at} as="moment" />
              </>
            )}
            {!call && ticket && (
              <>
                {" · "}
                <Timestamp at={ticket.opened_at} as="moment" />
              </>
            )}
          </p>
        </div>
      </div>
    </header>
  );
}
