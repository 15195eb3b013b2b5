import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import {
  ticketsListInfiniteOptions,
  ticketsListInfiniteQueryKey,
  ticketsListOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import { ticketsList } from "@/api/generated/sdk.gen";
import type { TicketsListData, TicketsListResponse } from "@/api/generated/types.gen";
import { nextCursor, type TicketRow } from "@/api/tickets";
import { useLiveTopics } from "@/live/useLiveTopics";
import { useFleeting } from "@/ui/useFleeting";
import { useRowRenewal } from "./renewRows";

/** Long enough to see where the rows that were asked for have landed. */
const ARRIVED_MS = 4000;
const RENEWED_PAGES = 6;
const NONE: readonly string[] = [];

export type ListQuery = NonNullable<TicketsListData["query"]>;

/**
 * The rows of one view. What is being read never moves: news is fetched beside it (`head`), rows already shown take
 * their new words in place, and rows not shown yet are only counted until somebody asks for them.
 */
export function useTicketList(query: ListQuery, topics: readonly string[]) {
  const queryClient = useQueryClient();
  const listKey = ticketsListInfiniteQueryKey({ query });

  const list = useInfiniteQuery({
    ...ticketsListInfiniteOptions({ query }),
    initialPageParam: {},
    getNextPageParam: nextCursor,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnMount: "always",
  });
  const head = useQuery({
    ...ticketsListOptions({ query }),
    enabled: list.isSuccess,
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: "always",
  });
  const lookAgain = async () => {
    const { data } = await head.refetch();
    if (!data) return;
    // the list itself was not asked for again: with a new date nothing in the head would count as news
    const updatedAt = queryClient.getQueryState(listKey)?.dataUpdatedAt;
    queryClient.setQueryData<InfiniteData<TicketsListResponse>>(
      listKey,
      (shown) => shown && renewed(shown, data),
      updatedAt === undefined ? undefined : { updatedAt },
    );
  };
  useLiveTopics(topics, () => void lookAgain());
  useRowRenewal(async () => {
    const fresh = await loadedAgain(query, queryClient.getQueryData<InfiniteData<TicketsListResponse>>(listKey));
    if (!fresh) return;
    const updatedAt = queryClient.getQueryState(listKey)?.dataUpdatedAt;
    queryClient.setQueryData<InfiniteData<TicketsListResponse>>(
      listKey,
      (shown) => shown && renewed(shown, fresh),
      updatedAt === undefined ? undefined : { updatedAt },
    );
  });

  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.results) ?? [], [list.data]);
  const waiting = useMemo(() => {
    if (!head.data || head.dataUpdatedAt <= list.dataUpdatedAt) return NONE;
    const shown = new Set(rows.map((row) => row.id));
    const news = head.data.results.filter((row) => !shown.has(row.id) && !beyond(row, rows, list.hasNextPage));
    return news.map((row) => row.id);
  }, [head.data, head.dataUpdatedAt, list.dataUpdatedAt, rows, list.hasNextPage]);

  const [arrived, setArrived] = useFleeting<readonly string[]>(NONE, ARRIVED_MS);
  const showNew = async () => {
    const asked = waiting;
    queryClient.setQueryData<InfiniteData<TicketsListResponse>>(
      listKey,
      (shown) => shown && { pages: shown.pages.slice(0, 1), pageParams: shown.pageParams.slice(0, 1) },
    );
    await list.refetch();
    setArrived(asked);
  };

  return { list, rows, waiting: waiting.length, arrived, showNew };
}

/** On a list of many pages a row that is not shown may simply stand further down: older than all that is shown. */
function beyond(row: TicketRow, rows: readonly TicketRow[], hasMore: boolean) {
  const last = rows.at(-1);
  return hasMore && last !== undefined && row.last_message_at < last.last_message_at && row.opened_at < last.opened_at;
}

/** As many rows as are loaded, as they are now; at most so many pages, the rest is renewed with the next refresh. */
async function loadedAgain(query: ListQuery, shown: InfiniteData<TicketsListResponse> | undefined) {
  const found: TicketRow[] = [];
  let cursor: string | undefined;
  for (const _page of shown?.pages.slice(0, RENEWED_PAGES) ?? []) {
    const { data } = await ticketsList({ query: { ...query, ...(cursor && { cursor }) } });
    if (!data) return null;
    found.push(...data.results);
    cursor = nextCursor(data);
    if (!cursor) break;
  }
  return { results: found };
}

function renewed(shown: InfiniteData<TicketsListResponse>, now: Pick<TicketsListResponse, "results">) {
  const fresh = new Map(now.results.map((row) => [row.id, row]));
  const pages = shown.pages.map((page) => ({
    ...page,
    results: page.results.map((row) => fresh.get(row.id) ?? row),
  }));
  return { ...shown, pages };
}
