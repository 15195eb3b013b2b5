import { useLingui } from "@lingui/react/macro";
import { periodName, previousPeriod } from "./periods";
import { type Drill, useReportFilters } from "./reportSearch";

export type OpenReport = ReturnType<typeof useOpenReport>;

/** The report as its address has it, and the ways to change that. `versus` names the period compared with. */
export function useOpenReport() {
  const { i18n } = useLingui();
  const { filters, change } = useReportFilters();
  return {
    filters,
    change,
    versus: filters.compare ? periodName(previousPeriod(filters.period), i18n.locale, filters.today) : null,
    open: ({ figure, agent }: Drill) => change({ drill: agent ? `${figure}.${agent}` : figure }),
    close: () => change({ drill: undefined, order: undefined }),
  };
}
