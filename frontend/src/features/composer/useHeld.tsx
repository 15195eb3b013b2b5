import { t } from "@lingui/core/macro";
import { type InfiniteData, type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { ticketsRetrieveQueryKey, ticketsThreadInfiniteQueryKey } from "@/api/generated/@tanstack/react-query.gen";
import { heldRepliesUndo } from "@/api/generated/sdk.gen";
import type { TicketsThreadResponse, WithdrawnReply } from "@/api/generated/types.gen";
import { putBack } from "@/api/outbox";
import { patchTicket, type ThreadItem, type ThreadMessage, type TicketDetail } from "@/api/tickets";
import { useMe } from "@/api/useMe";
import { announce } from "@/ui/announce";
import { notify, notifyProblem } from "@/ui/notify";
import { serverNow } from "@/ui/time";
import { HeldNotice } from "./HeldState";
import { isEmpty, type useDraft } from "./useDraft";

const LATE_MS = 1500;

type HeldMessage = ThreadMessage & { held: NonNullable<ThreadMessage["held"]> };
const isHeld = (item: ThreadItem): item is HeldMessage => item.type === "message" && item.held !== null;

/** Taking one's own answer back: from the thread, by Ctrl/Cmd+Z, and from a toast once the ticket is left. */
export function useHeld(
  ticket: TicketDetail,
  draft: ReturnType<typeof useDraft>,
  items: readonly ThreadItem[],
  onTakenBack: () => void,
) {
  const queryClient = useQueryClient();
  const me = useMe();
  const held = items.filter(isHeld);
  const mine = held.findLast((one) => one.author.id === me.id);
  const path = { public_id: ticket.id };
  const refresh = () =>
    Promise.all([
      queryClient.invalidateQueries({ queryKey: ticketsThreadInfiniteQueryKey({ path }) }),
      queryClient.invalidateQueries({ queryKey: ticketsRetrieveQueryKey({ path }) }),
    ]);

  const undo = async (id: string) => {
    const reply = await withdrawn(id);
    if (reply) {
      const { text, html, uploads } = reply;
      const isFree = isEmpty(draft.words);
      if (isFree) draft.restore({ kind: "reply", text, html, uploads });
      else keep(reply);
      announce(isFree ? t`Not sent. The reply is in the composer again.` : t`Not sent. The reply waits above.`);
    }
    await refresh();
  };

  // Should the socket say nothing, the page asks by itself once the seconds are over.
  const nextRelease = held.map((one) => one.held.release_at).sort()[0];
  // biome-ignore lint/correctness/useExhaustiveDependencies: one timer for each moment
  useEffect(() => {
    if (nextRelease === undefined) return;
    const wait = Math.max(Date.parse(nextRelease) - serverNow(), 0) + LATE_MS;
    const timer = setTimeout(() => void refresh(), wait);
    return () => clearTimeout(timer);
  }, [nextRelease]);

  const now = useRef({ ticket, onTakenBack });
  now.current = { ticket, onTakenBack };
  useEffect(
    () => () => {
      const left = heldInCache(queryClient, ticket.id).findLast((one) => one.author.id === me.id);
      if (left) offerUndo(queryClient, left, now.current.ticket, () => now.current.onTakenBack());
    },
    [queryClient, ticket.id, me.id],
  );

  return { mine, undo };
}

/** What was taken back; null with a toast that says why not. */
async function withdrawn(id: string): Promise<WithdrawnReply | null> {
  const answer = await heldRepliesUndo({ path: { public_id: id } }).catch((error: unknown) => ({
    data: undefined,
    error,
  }));
  if (!answer.data) notifyProblem(answer.error);
  return answer.data ?? null;
}

/** Another answer is being written: this one waits in the conversation, to be edited or sent again. */
function keep({ ticket_id, text, html, uploads, then_status }: WithdrawnReply) {
  putBack({
    ticketId: ticket_id,
    kind: "reply",
    text,
    html,
    uploads,
    thenStatus: then_status,
    lastSeenMessageId: null,
    reason: t`taken back`,
  });
}

function heldInCache(queryClient: QueryClient, ticketId: string): HeldMessage[] {
  const queryKey = ticketsThreadInfiniteQueryKey({ path: { public_id: ticketId } });
  const pages = queryClient.getQueryData<InfiniteData<TicketsThreadResponse>>(queryKey)?.pages ?? [];
  return pages.flatMap((page) => page.results).filter(isHeld);
}

function offerUndo(queryClient: QueryClient, left: HeldMessage, ticket: TicketDetail, onTakenBack: () => void) {
  const ms = Date.parse(left.held.release_at) - serverNow();
  if (ms < 500) return;
  const undo = async () => {
    const reply = await withdrawn(left.id);
    if (!reply) return;
    if (reply.is_draft) patchTicket(queryClient, ticket.id, { has_draft: true });
    else keep(reply);
    onTakenBack();
  };
  const number = ticket.number;
  const said = t`The answer to #${number} was sent.`;
  notify(<HeldNotice number={number} releaseAt={left.held.release_at} />, { undo: () => void undo(), ms, said });
}
