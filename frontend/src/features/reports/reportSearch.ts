import { useNavigate, useSearch } from "@tanstack/react-router";
import type { ReportsRowsData } from "@/api/generated/types.gen";
import { useMe } from "@/api/useMe";
import { serverNow } from "@/ui/time";
import { dayFromAddress, type Period, presetPeriod, todayIn } from "./periods";

export type Clock = "calendar" | "business";

export type Figure = ReportsRowsData["query"]["figure"];

/** Which number of whom: `solved.<agent id>`, `solved.nobody` for cases nobody has, `solved` alone for everybody. */
export type Drill = { figure: Figure; agent: string | undefined };

/** The agent of a row as the address and the server write it. */
export const agentKey = (agent: { id: string | null }) => agent.id ?? "nobody";

export type ReportFilters = {
  period: Period;
  today: string;
  compare: boolean;
  department: string | undefined;
  clock: Clock;
  drill: Drill | null;
  order: Order;
  /** Which column the table is ordered by; `-` is highest first. Undefined: as the report has it. */
  sort: string | undefined;
};

type Address = Partial<
  Record<"from" | "to" | "department" | "clock" | "compare" | "drill" | "order" | "sort" | "how", string | undefined>
>;

/** How the cases behind a number are ordered. */
export const ORDERS = ["-at", "at", "-value", "value"] as const;
export type Order = (typeof ORDERS)[number];
const isOrder = (value: unknown): value is Order => ORDERS.some((order) => order === value);

const FIGURES: Record<Figure, true> = {
  assigned: true,
  calls_abandoned: true,
  calls_answered: true,
  calls_offered: true,
  first_response: true,
  left_out: true,
  n: true,
  positive: true,
  received: true,
  replied: true,
  replies: true,
  solved: true,
  talk: true,
};
const isFigure = (value: string): value is Figure => value in FIGURES;

function drillFromAddress(value: string | undefined): Drill | null {
  const [figure = "", agent] = value?.split(".") ?? [];
  return isFigure(figure) ? { figure, agent } : null;
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
    order: isOrder(search.order) ? search.order : "-at",
    sort: search.sort,
  };
  const change = (changes: Address) =>
    void navigate({
      to: ".",
      search: (before: Address) => ({ ...before, ...changes }),
      replace: !("drill" in changes),
    });
  return { filters, change };
}

/** What the server is asked. */
export const queryOf = ({ period, department, clock, compare }: ReportFilters) => ({
  from: period.from,
  to: period.to,
  clock,
  compare: compare ? ("previous" as const) : ("none" as const),
  ...(department ? { department } : {}),
});
