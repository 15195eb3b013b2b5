import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { ticketsRetrieveQueryKey } from "./generated/@tanstack/react-query.gen";
import type { TicketsListResponse, TicketsRetrieveResponse, TicketsThreadResponse } from "./generated/types.gen";

export type TicketRow = TicketsListResponse["results"][number];
export type TicketDetail = TicketsRetrieveResponse;
export type ThreadItem = TicketsThreadResponse["results"][number];
export type ThreadMessage = Extract<ThreadItem, { type: "message" }>;
export type ThreadEvent = Extract<ThreadItem, { type: "event" }>;
export type ThreadCall = Extract<ThreadItem, { type: "call" }>;

type Pages = InfiniteData<TicketsListResponse>;

const isList = (key: readonly unknown[]) => (key[0] as { _id?: string } | undefined)?._id === "ticketsList";
const hasPages = (data: unknown): data is Pages => typeof data === "object" && data !== null && "pages" in data;

const OPENED = new Set(["ticketsRetrieve", "ticketsThread"]);

/** Opened tickets and their threads: what a change of several tickets may have touched, besides rows of lists. */
export const isOpened = ({ queryKey }: { queryKey: readonly unknown[] }) =>
  OPENED.has((queryKey[0] as { _id?: string } | undefined)?._id ?? "");

/** The cursor in an address the server gave, for the page before or after. */
export function cursorIn(address: string | null | undefined) {
  return address ? (new URL(address, window.location.origin).searchParams.get("cursor") ?? undefined) : undefined;
}

/** The cursor of the page a list continues with. */
export const nextCursor = (page: { next?: string | null }) => cursorIn(page.next);

/** Puts new values into every copy of one ticket the cache holds, without moving a row anywhere. */
export function patchTicket(queryClient: QueryClient, id: string, patch: Partial<TicketRow>) {
  queryClient.setQueryData<TicketDetail>(
    ticketsRetrieveQueryKey({ path: { public_id: id } }),
    (ticket) => ticket && { ...ticket, ...patch, contact: ticket.contact },
  );
  queryClient.setQueriesData({ predicate: ({ queryKey }) => isList(queryKey) }, (data: unknown) => {
    if (!hasPages(data)) return data;
    return { ...data, pages: data.pages.map((page) => patched(page, id, patch)) };
  });
}

function patched(page: TicketsListResponse, id: string, patch: Partial<TicketRow>): TicketsListResponse {
  if (!page.results.some((row) => row.id === id)) return page;
  return { ...page, results: page.results.map((row) => (row.id === id ? { ...row, ...patch } : row)) };
}

/** What an opened ticket tells its row in the lists. */
export function rowOf(ticket: TicketDetail): Partial<TicketRow> {
  const { version, status, priority, assignee, department, solved_at, abilities, first_responded_at } = ticket;
  return { version, status, priority, assignee, department, solved_at, abilities, first_responded_at };
}
