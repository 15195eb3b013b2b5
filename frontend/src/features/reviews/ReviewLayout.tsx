import { Trans, useLingui } from "@lingui/react/macro";
import { Tabs } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { type ReactNode, useState } from "react";
import type { Review } from "@/api/generated/types.gen";
import { CommentList } from "./CommentList";
import { Conversation } from "./Conversation";
import { type NumberedComment, pinsOf } from "./comments";
import { ReviewHeader } from "./ReviewHeader";
import classes from "./ReviewLayout.module.css";
import { ReviewPlayer, type Sound } from "./ReviewPlayer";
import { SubjectTab } from "./SubjectTab";
import { useSubject } from "./useSubject";

type ReviewLayoutProps = {
  review: Review;
  /** Null when the work is a conversation. */
  sound: Sound | null;
  comments: readonly NumberedComment[];
  message: string | null;
  onMessage: (id: string) => void;
  onGoTo: (comment: NumberedComment) => void;
  onRemove?: (comment: NumberedComment) => void;
  playerAction?: ReactNode;
  commentBox?: ReactNode;
  /** Left out where no comment may be added any more. */
  onComment?: () => void;
  scorecard: ReactNode;
  footer: ReactNode;
};

/** Player and what was said on the left, the scorecard on the right; on a phone the player stays on top of tabs. */
export function ReviewLayout(props: ReviewLayoutProps) {
  const { t } = useLingui();
  const phone = useMediaQuery("(max-width: 63.99em)", false, { getInitialValueInEffect: false });
  const subject = useSubject(props.review);
  const first = phone ? "score" : subject.ticket ? "conversation" : "comments";
  const [tab, setTab] = useState<string | null>(null);
  const player = props.sound && (
    <ReviewPlayer
      sound={props.sound}
      recording={subject.call?.recording ?? null}
      pins={pinsOf(props.comments)}
      action={props.playerAction}
      onPin={(id) => {
        const comment = props.comments.find((each) => each.id === id);
        if (comment) props.onGoTo(comment);
      }}
    />
  );
  const score = (
    <aside className={classes.score} aria-label={t`Scorecard`}>
      <div className={classes.scoreBody}>{props.scorecard}</div>
      {props.footer}
    </aside>
  );

  return (
    <div className={classes.page}>
      <ReviewHeader review={props.review} call={subject.call} ticket={subject.ticketDetail} />
      <div className={classes.left}>
        {player}
        {props.commentBox}
        <Tabs value={tab ?? first} onChange={setTab} className={classes.tabs} keepMounted={false}>
          <Tabs.List>
            {phone && (
              <Tabs.Tab value="score">
                <Trans>Score</Trans>
              </Tabs.Tab>
            )}
            {subject.ticket && (
              <Tabs.Tab value="conversation">
                <Trans>Conversation</Trans>
              </Tabs.Tab>
            )}
            <Tabs.Tab value="comments" rightSection={<Count of={props.comments.length} />}>
              <Trans>Comments</Trans>
            </Tabs.Tab>
            <Tabs.Tab value="subject">
              {subject.ticketDetail ? (
                <TicketNumber number={subject.ticketDetail.number} />
              ) : props.sound ? (
                <Trans>Call</Trans>
              ) : (
                <Trans>Ticket</Trans>
              )}
            </Tabs.Tab>
          </Tabs.List>
          {phone && <Tabs.Panel value="score">{score}</Tabs.Panel>}
          {subject.ticket && (
            <Tabs.Panel value="conversation" tabIndex={0}>
              <Conversation
                ticket={subject.ticket}
                comments={props.comments}
                chosen={props.message}
                onChoose={props.onComment && !props.sound ? props.onMessage : undefined}
              />
            </Tabs.Panel>
          )}
          <Tabs.Panel value="comments" tabIndex={0}>
            <CommentList comments={props.comments} onGoTo={props.onGoTo} onRemove={props.onRemove} />
          </Tabs.Panel>
          <Tabs.Panel value="subject" tabIndex={0}>
            <SubjectTab ticket={subject.ticketDetail} call={subject.call} />
          </Tabs.Panel>
        </Tabs>
      </div>
      {!phone && score}
    </div>
  );
}

function TicketNumber({ number }: { number: number }) {
  return <Trans>Ticket #{number}</Trans>;
}

function Count({ of }: { of: number }) {
  return of > 0 ? <span className={classes.count}>{of}</span> : null;
}
