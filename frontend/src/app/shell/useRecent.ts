import { useQueryClient } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";
import type { TicketsRetrieveResponse } from "@/api/generated/types.gen";

const MANY = 6;

/** Tickets opened lately in this tab, newest first: those whose details the cache still holds. */
export function useRecent() {
  const cache = useQueryClient().getQueryCache();
  const ids = useSyncExternalStore(
    (changed) => cache.subscribe(changed),
    () => recentKeys(cache).join(" "),
  );
  const tickets = ids
    .split(" ")
    .filter(Boolean)
    .map((hash) => cache.get(hash)?.state.data as TicketsRetrieveResponse);
  return { tickets };
}

function recentKeys(cache: ReturnType<ReturnType<typeof useQueryClient>["getQueryCache"]>) {
  return cache
    .findAll({ predicate: ({ queryKey }) => (queryKey[0] as { _id?: string } | undefined)?._id === "ticketsRetrieve" })
    .filter((query) => query.state.data !== undefined)
    .sort((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt)
    .slice(0, MANY)
    .map((query) => query.queryHash);
}
