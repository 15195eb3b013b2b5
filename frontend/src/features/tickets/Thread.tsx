import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { type ReactNode, useLayoutEffect, useRef, useState } from "react";
import type { ThreadItem, ThreadMessage, TicketDetail } from "@/api/tickets";
import { useMe } from "@/api/useMe";
import { ErrorState } from "@/ui/ErrorState";
import { dayKey, longDay } from "@/ui/formats";
import hidden from "@/ui/hidden.module.css";
import { serverNow } from "@/ui/time";
import { useZone } from "@/ui/zone";
import { CallItem } from "./CallItem";
import { EventLines } from "./EventLines";
import { grouped } from "./grouped";
import { MessageItem } from "./MessageItem";
import classes from "./Thread.module.css";
import { ThreadSkeleton } from "./ThreadSkeleton";
import { useLastSeen, useMarkedRead, type useThread } from "./useThread";

const NEAR_END_PX = 120;

type Props = {
  ticket: TicketDetail;
  thread: ReturnType<typeof useThread>;
  heldState: (message: ThreadMessage) => ReactNode;
  children?: ReactNode;
};

/** The conversation. It opens at what is new, and from then on the scroll position belongs to the reader. */
export function Thread({ ticket, thread: loaded, heldState, children }: Props) {
  const { i18n, t } = useLingui();
  const zone = useZone();
  const { thread, items, lastMessageId, lastShownId } = loaded;
  const seen = useLastSeen(ticket.id, lastMessageId);
  useMarkedRead(ticket.id, lastMessageId);
  const { scroller, below, toEnd, onScroll } = useScroll(lastShownId, isOwnSend(items, useMe().id));

  if (thread.isPending) return <ThreadSkeleton />;
  if (thread.isError && items.length === 0)
    return <ErrorState error={thread.error} onRetry={() => void thread.refetch()} />;

  const seenAt = items.findIndex((item) => item.id === seen);
  const today = dayKey(new Date(serverNow()), zone);
  let day = "";

  return (
    <div className={classes.frame}>
      <h2 className={hidden.hidden}>
        <Trans>Messages</Trans>
      </h2>
      <div
        ref={scroller}
        className={classes.scroller}
        onScroll={onScroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard
        tabIndex={0}
        role="log"
        aria-live="off"
        aria-label={t`Messages`}
      >
        {thread.hasNextPage && (
          <div className={classes.earlier}>
            <Button variant="default" loading={thread.isFetchingNextPage} onClick={() => void thread.fetchNextPage()}>
              <Trans>Show earlier messages</Trans>
            </Button>
          </div>
        )}
        {grouped(items).map((group) => {
          const at = new Date(group.first.at);
          const groupDay = dayKey(at, zone);
          const isNewDay = groupDay !== day;
          day = groupDay;
          const isNew = seenAt >= 0 && group.index === firstAfter(items, seenAt);
          return (
            <div key={group.first.id}>
              {isNewDay && (
                <div className={classes.day}>
                  <span>{groupDay === today ? <Trans>Today</Trans> : longDay(at, i18n.locale, zone)}</span>
                </div>
              )}
              {isNew && (
                <div className={classes.unseen} data-unseen>
                  <span>
                    <Trans>New since your last visit</Trans>
                  </span>
                </div>
              )}
              {group.first.type === "message" && <MessageItem message={group.first} heldState={heldState} />}
              {group.first.type === "call" && <CallItem call={group.first} />}
              {group.events.length > 0 && <EventLines events={group.events} />}
            </div>
          );
        })}
        {children}
      </div>
      {below > 0 && (
        <Button size="compact-sm" className={classes.below} leftSection={<IconArrowDown size={14} />} onClick={toEnd}>
          <Trans>New message</Trans>
        </Button>
      )}
    </div>
  );
}

/** The newest message is what the reader has just sent: only that scrolls by itself. */
const isOwnSend = (items: readonly ThreadItem[], myId: string) => {
  const last = items.findLast((item) => item.type === "message");
  return last?.type === "message" && last.held !== null && last.author.id === myId;
};

const firstAfter = (items: readonly { type: string }[], seenAt: number) =>
  items.findIndex((item, index) => index > seenAt && item.type !== "event");

/** Opens at the line of what is new, else at the end; later messages are announced by a button, never by a jump. */
function useScroll(lastMessageId: string | undefined, isOwn: boolean) {
  const scroller = useRef<HTMLDivElement>(null);
  const placed = useRef(false);
  const atEnd = useRef(true);
  const known = useRef<string | undefined>(undefined);
  const [below, setBelow] = useState(0);

  const toEnd = () => {
    scroller.current?.scrollTo({ top: scroller.current.scrollHeight });
    setBelow(0);
  };

  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || lastMessageId === undefined) return;
    if (!placed.current) {
      placed.current = true;
      const line = box.querySelector("[data-unseen]");
      if (line instanceof HTMLElement) box.scrollTop = Math.max(0, line.offsetTop - 80);
      else box.scrollTop = box.scrollHeight;
    } else if (known.current !== lastMessageId) {
      if (atEnd.current || isOwn) box.scrollTop = box.scrollHeight;
      else setBelow((count) => count + 1);
    }
    known.current = lastMessageId;
  }, [lastMessageId, isOwn]);

  // Frames of formatted messages grow after they are drawn; whoever stands at the end stays there.
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      if (atEnd.current && !box.querySelector("[data-unseen]")) box.scrollTop = box.scrollHeight;
    });
    for (const child of box.children) observer.observe(child);
    return () => observer.disconnect();
  });

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_END_PX;
    if (atEnd.current) setBelow(0);
  };
  return { scroller, below, toEnd, onScroll };
}
