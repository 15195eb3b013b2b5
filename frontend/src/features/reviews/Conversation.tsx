import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Skeleton } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ticketsThreadInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { ThreadMessage } from "@/api/generated/types.gen";
import { nextCursor } from "@/api/tickets";
import { ErrorState } from "@/ui/ErrorState";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./Conversation.module.css";
import type { NumberedComment } from "./comments";

type ConversationProps = {
  ticket: string;
  comments: readonly NumberedComment[];
  /** The message that comments and pins will go to. */
  chosen: string | null;
  onChoose: ((message: string) => void) | undefined;
};

/** The conversation to be judged: read only, every message may be chosen to pin to. */
export function Conversation({ ticket, comments, chosen, onChoose }: ConversationProps) {
  const { t } = useLingui();
  const thread = useInfiniteQuery({
    ...ticketsThreadInfiniteOptions({ path: { public_id: ticket } }),
    initialPageParam: {} as never,
    getNextPageParam: (page) => nextCursor({ next: page.previous }), // walks back in time
  });
  if (thread.isPending) return <Skeleton height={280} />;
  if (thread.isError) return <ErrorState error={thread.error} onRetry={() => void thread.refetch()} />;
  const items = thread.data.pages.toReversed().flatMap((page) => page.results);

  return (
    <div className={classes.thread}>
      {thread.hasNextPage && (
        <Button
          variant="subtle"
          size="xs"
          loading={thread.isFetchingNextPage}
          onClick={() => void thread.fetchNextPage()}
        >
          <Trans>Show older messages</Trans>
        </Button>
      )}
      <ol aria-label={t`Messages`}>
        {items.map((item) =>
          item.type === "message" ? (
            <Message
              key={item.id}
              message={item}
              comments={comments.filter((comment) => comment.message_id === item.id)}
              chosen={chosen === item.id}
              onChoose={onChoose}
            />
          ) : null,
        )}
      </ol>
    </div>
  );
}

type MessageProps = {
  message: ThreadMessage;
  comments: readonly NumberedComment[];
  chosen: boolean;
  onChoose: ConversationProps["onChoose"];
};

function Message({ message, comments, chosen, onChoose }: MessageProps) {
  const { t } = useLingui();
  const place = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) place.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  const author = message.author.name || message.author.email;

  return (
    <li ref={place} className={classes.message} data-kind={message.kind} data-chosen={chosen || undefined}>
      <PersonAvatar name={author} size={24} />
      <div className={classes.content}>
        <p className={classes.head}>
          <strong data-direction={message.direction}>{author}</strong>
          {message.kind === "note" && (
            <span className={classes.note}>
              <IconLock size={13} aria-hidden="true" /> <Trans>Internal note</Trans>
            </span>
          )}
          <Timestamp at={message.at} as="moment" className={classes.at ?? ""} />
          {onChoose && (
            <button
              type="button"
              className={classes.choose}
              aria-pressed={chosen}
              aria-label={chosen ? t`Message of ${author} chosen` : t`Choose the message of ${author} to pin to`}
              onClick={() => onChoose(message.id)}
            >
              {chosen ? <Trans>Chosen</Trans> : <Trans>Choose</Trans>}
            </button>
          )}
        </p>
        <p className={classes.text}>{message.visible_text || message.text}</p>
        {message.attachments.length > 0 && (
          <p className={classes.at}>
            <Plural value={message.attachments.length} one="# attachment" other="# attachments" />
          </p>
        )}
        {comments.map((comment) => (
          <p key={comment.id} className={classes.comment} data-tone={comment.tone}>
            <strong>{comment.number}</strong> {comment.text}
          </p>
        ))}
      </div>
    </li>
  );
}
