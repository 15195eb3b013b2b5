import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { EmptyState } from "@/ui/EmptyState";
import { playDuration } from "@/ui/formats";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./CommentList.module.css";
import type { NumberedComment } from "./comments";

type CommentListProps = {
  comments: readonly NumberedComment[];
  onGoTo: (comment: NumberedComment) => void;
  /** Left out where nothing may be changed any more. */
  onRemove?: ((comment: NumberedComment) => void) | undefined;
};

/** All comments; for those who cannot see the waveform this is the way through it. */
export function CommentList({ comments, onGoTo, onRemove }: CommentListProps) {
  const { t } = useLingui();
  if (comments.length === 0)
    return (
      <EmptyState
        title={t`No comments yet`}
        hint={onRemove ? t`Press C while listening or reading to comment on that moment.` : t`The reviewer left none.`}
      />
    );
  return (
    <ol className={classes.list}>
      {comments.map((comment) => (
        <li key={comment.id} className={classes.comment}>
          <span className={classes.pin} data-tone={comment.tone}>
            {comment.number}
          </span>
          <div className={classes.words}>
            <p>{comment.text}</p>
            <p className={classes.meta}>
              {comment.author.name} · <Timestamp at={comment.at} />
            </p>
          </div>
          {(comment.at_second !== null || comment.message_id !== null) && (
            <button type="button" className={classes.place} onClick={() => onGoTo(comment)}>
              {comment.at_second === null ? <Trans>to the message</Trans> : playDuration(comment.at_second)}
            </button>
          )}
          {onRemove && (
            <ActionIcon size={28} aria-label={t`Delete comment ${comment.number}`} onClick={() => onRemove(comment)}>
              <IconTrash size={15} />
            </ActionIcon>
          )}
        </li>
      ))}
    </ol>
  );
}
