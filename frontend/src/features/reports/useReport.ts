import { useQuery } from "@tanstack/react-query";
import {
  reportsAgentProductivityOptions,
  reportsAgentRatingOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import { useMe } from "@/api/useMe";
import { useLiveTopic } from "@/live/useLiveTopic";
import { previousPeriod } from "./periods";
import { queryOf, type ReportFilters } from "./reportSearch";

const keepOld = <Data>(before: Data | undefined) => before; // old figures stay while new ones are on their way

/** This report now and in the period before it, kept fresh whenever the server has recounted. */
export function useProductivity(filters: ReportFilters) {
  const now = useQuery({
    ...reportsAgentProductivityOptions({ query: queryOf(filters, filters.period) }),
    placeholderData: keepOld,
  });
  const before = useQuery({
    ...reportsAgentProductivityOptions({ query: queryOf(filters, previousPeriod(filters.period)) }),
    enabled: filters.compare,
  });
  useRecounted(() => void now.refetch());
  return { now, before };
}

export function useRating(filters: ReportFilters) {
  const now = useQuery({
    ...reportsAgentRatingOptions({ query: queryOf(filters, filters.period) }),
    placeholderData: keepOld,
  });
  const before = useQuery({
    ...reportsAgentRatingOptions({ query: queryOf(filters, previousPeriod(filters.period)) }),
    enabled: filters.compare,
  });
  useRecounted(() => void now.refetch());
  return { now, before };
}

function useRecounted(refetch: () => void) {
  const { organization } = useMe();
  useLiveTopic(`report.${organization.id}`, refetch);
}
