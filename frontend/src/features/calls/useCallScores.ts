import { useQueries } from "@tanstack/react-query";
import { reviewsListOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { CallRow, ReviewRow } from "@/api/generated/types.gen";
import { useAbility } from "@/api/useMe";

/** The newest review of each of these calls that this person may read, by call; asked page by page like the calls. */
export function useCallScores(pages: readonly (readonly CallRow[])[]): ReadonlyMap<string, ReviewRow> {
  const may = useAbility("review.view");
  return useQueries({
    queries: pages.map((calls) => ({
      ...reviewsListOptions({ query: { state: "submitted", subjects: calls.map((call) => call.id) } }),
      enabled: may && calls.length > 0,
    })),
    combine: (found) => {
      const newestFirst = found.flatMap((page) => page.data?.results ?? []);
      return new Map(newestFirst.toReversed().map((review) => [review.subject.id, review]));
    },
  });
}
