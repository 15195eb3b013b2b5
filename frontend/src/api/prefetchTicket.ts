import type { QueryClient } from "@tanstack/react-query";
import { ticketsRetrieveOptions, ticketsThreadInfiniteOptions } from "./generated/@tanstack/react-query.gen";

const FRESH_MS = 30_000;

/** Fetches a ticket and the end of its conversation before anybody asks, so that opening it shows words at once. */
export function prefetchTicket(queryClient: QueryClient, id: string) {
  const path = { public_id: id };
  void queryClient.prefetchQuery({ ...ticketsRetrieveOptions({ path }), staleTime: FRESH_MS });
  void queryClient.prefetchInfiniteQuery({
    ...ticketsThreadInfiniteOptions({ path }),
    initialPageParam: { path },
    staleTime: FRESH_MS,
  });
}
