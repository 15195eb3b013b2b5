import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import {
  ticketsRetrieveQueryKey,
  ticketsThreadInfiniteOptions,
  ticketsThreadInfiniteQueryKey,
} from "@/api/generated/@tanstack/react-query.gen";
import { ticketsRead } from "@/api/generated/sdk.gen";
import { cursorIn, patchTicket, type ThreadItem } from "@/api/tickets";
import { useLiveTopic } from "@/live/useLiveTopic";

const READ_AFTER_MS = 1000;

/** Everything that happened on one ticket, oldest first; earlier pages come when asked for. */
export function useThread(ticketId: string) {
  const queryClient = useQueryClient();
  const path = { public_id: ticketId };
  const thread = useInfiniteQuery({
    ...ticketsThreadInfiniteOptions({ path }),
    initialPageParam: { path },
    // "Next" for the cache is what stands before, for the reader.
    getNextPageParam: (page) => cursorIn(page.previous),
  });
  const items = useMemo<ThreadItem[]>(
    () => thread.data?.pages.toReversed().flatMap((page) => page.results) ?? [],
    [thread.data],
  );
  useLiveTopic(`ticket.${ticketId}`, () => {
    void queryClient.invalidateQueries({ queryKey: ticketsThreadInfiniteQueryKey({ path }) });
    void queryClient.invalidateQueries({ queryKey: ticketsRetrieveQueryKey({ path }) });
  });
  // An answer that can still be taken back is on the screen, and yet no message that could be read.
  const shown = useMemo(() => items.findLast((item) => item.type === "message"), [items]);
  const sent = useMemo(() => items.findLast((item) => item.type === "message" && item.held === null), [items]);
  return { thread, items, lastMessageId: sent?.id, lastShownId: shown?.id };
}

/** Marks the ticket read after a second of being looked at. */
export function useMarkedRead(ticketId: string, lastMessageId: string | undefined) {
  const queryClient = useQueryClient();

  useEffect(() => {
    if (lastMessageId === undefined) return;
    const timer = setTimeout(async () => {
      if (document.visibilityState !== "visible") return;
      const { error } = await ticketsRead({ path: { public_id: ticketId }, body: { message_id: lastMessageId } });
      if (!error) patchTicket(queryClient, ticketId, { unread: false });
    }, READ_AFTER_MS);
    return () => clearTimeout(timer);
  }, [ticketId, lastMessageId, queryClient]);
}

const seenKey = (ticketId: string) => `kvalita:seen:${ticketId}`;

/** The last message of the previous visit on this device, as it stood when the ticket was opened. */
export function useLastSeen(ticketId: string, lastMessageId: string | undefined) {
  const [seen] = useState(() => localStorage.getItem(seenKey(ticketId)));
  useEffect(() => {
    if (lastMessageId !== undefined) localStorage.setItem(seenKey(ticketId), lastMessageId);
  }, [ticketId, lastMessageId]);
  return seen;
}
