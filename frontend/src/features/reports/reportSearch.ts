import { useNavigate, useSearch } from "@tanstack/react-router";
import { useMe } from "@/api/useMe";
import { serverNow } from "@/ui/time";
import { dayFromAddress, type Period, presetPeriod, todayIn } from "./periods";

export type Clock = "calendar" | "business";

/** Which number of whom: `solved.<agent id>`, or `solved` alone for everybody. */
export type Drill = { figure: string; agent: string | undefined };

export type ReportFilters = {
  period: Period;
  today: string;
  compare: boolean;
  department: string | undefined;
  clock: Clock;
  drill: Drill | null;
};

type Address = Partial<Record<"from" | "to" | "department" | "clock" | "compare" | "drill", string | undefined>>;

const FIGURE = /^[a-z_]+$/;

export function drillFromAddress(value: string | undefined): Drill | null {
  const [figure = "", agent] = value?.split(".") ?? [];
  return FIGURE.test(figure) ? { figure, agent } : null;
}

/** Everything a report shows stands in its address; what is left out has a default that is not written there. */
export function useReportFilters() {
  const search = useSearch({ strict: false }) as Address;
  const navigate = useNavigate();
  const me = useMe();
  const today = todayIn(me.organization.zone, new Date(serverNow()));
  const usual = presetPeriod("last30", today);
  const [from, to] = [dayFromAddress(search.from) ?? usual.from, dayFromAddress(search.to) ?? usual.to];
  const filters: ReportFilters = {
    period: from <= to ? { from, to } : { from: to, to: from },
    today,
    compare: search.compare !== "none",
    department: search.department,
    clock: search.clock === "business" ? "business" : "calendar",
    drill: drillFromAddress(search.drill),
  };
  const change = (changes: Address) =>
    void navigate({ to: ".", search: (before: Address) => ({ ...before, ...changes }), replace: !("drill" in changes) });
  return { filters, change };
}

/** What the server is asked; the comparison is the same with another period. */
export const queryOf = ({ department, clock }: ReportFilters, period: Period) => ({
  from: period.from,
  to: period.to,
  clock,
  ...(department ? { department } : {}),
});
