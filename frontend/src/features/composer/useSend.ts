import { t } from "@lingui/core/macro";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import {
  ticketsRetrieveQueryKey,
  ticketsThreadInfiniteQueryKey,
  ticketsViewsQueryKey,
} from "@/api/generated/@tanstack/react-query.gen";
import { forget, put, putBack, send, type Unsent, unsentNow, useUnsent } from "@/api/outbox";
import { patchTicket, rowOf, type TicketDetail, type TicketRow } from "@/api/tickets";
import { announce } from "@/ui/announce";
import { isEmpty, type useDraft, type Words } from "./useDraft";

const wordsOf = ({ kind, text, html, uploads }: Unsent): Words => ({ kind, text, html, uploads });

/** Sending, and everything that can go wrong with it. The words are never lost on the way. */
export function useSend(ticket: TicketDetail, draft: ReturnType<typeof useDraft>, lastMessageId: string | undefined) {
  const queryClient = useQueryClient();
  const unsent = useUnsent(ticket.id);
  const [conflict, setConflict] = useState<string | null>(null);
  const path = { public_id: ticket.id };

  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ticketsThreadInfiniteQueryKey({ path }) }),
      queryClient.invalidateQueries({ queryKey: ticketsRetrieveQueryKey({ path }) }),
      queryClient.invalidateQueries({ queryKey: ticketsViewsQueryKey() }),
    ]);

  const deliver = async (entry: Unsent) => {
    const outcome = await send(entry);
    if (outcome.kind === "taken") {
      patchTicket(queryClient, ticket.id, rowOf(outcome.ticket));
      await refresh();
      announce(entry.kind === "note" ? t`Note added` : t`The reply is on its way`);
    } else if (outcome.kind === "conflict") {
      setConflict(outcome.code);
      draft.restore(wordsOf(entry));
      await refresh();
    }
    return outcome.kind;
  };

  // What waited for the network goes as soon as it is back.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per ticket; deliver only closes over stable stores
  useEffect(() => {
    const retry = () => {
      for (const entry of unsentNow())
        if (entry.ticketId === ticket.id && entry.state === "waiting") void deliver(entry);
    };
    retry();
    window.addEventListener("online", retry);
    return () => window.removeEventListener("online", retry);
  }, [ticket.id]);

  return {
    unsent,
    conflict,
    send: (thenStatus: TicketRow["status"] | null) => {
      const { kind, text, html, uploads } = draft.words;
      const entry = put({
        ticketId: ticket.id,
        kind,
        text,
        html,
        uploads,
        thenStatus: kind === "note" ? null : thenStatus,
        lastSeenMessageId: lastMessageId ?? null,
      });
      setConflict(null);
      draft.clear();
      return deliver(entry);
    },
    retry: deliver,
    edit: (entry: Unsent) => {
      forget(entry.key);
      // What stands in the composer changes places with it: nothing typed is lost.
      if (!isEmpty(draft.words))
        putBack({ ...entry, ...draft.words, lastSeenMessageId: lastMessageId ?? null, reason: t`put aside` });
      draft.restore(wordsOf(entry));
    },
  };
}
