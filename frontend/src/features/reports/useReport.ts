import { useQuery } from "@tanstack/react-query";
import { reportsAgentProductivityOptions, reportsAgentRatingOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useMe } from "@/api/useMe";
import { useLiveTopic } from "@/live/useLiveTopic";
import { queryOf, type ReportFilters } from "./reportSearch";

const keepOld = <Data>(before: Data | undefined) => before; // old figures stay while new ones are on their way

/** This report with the period before it, asked again whenever the server has recounted. */
export function useProductivity(filters: ReportFilters) {
  const report = useQuery({
    ...reportsAgentProductivityOptions({ query: queryOf(filters) }),
    placeholderData: keepOld,
  });
  useRecounted(() => void report.refetch());
  return report;
}

export function useRating(filters: ReportFilters) {
  const report = useQuery({ ...reportsAgentRatingOptions({ query: queryOf(filters) }), placeholderData: keepOld });
  useRecounted(() => void report.refetch());
  return report;
}

function useRecounted(refetch: () => void) {
  const { organization } = useMe();
  useLiveTopic(`report.${organization.id}`, refetch);
}
