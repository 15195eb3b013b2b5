import { useLingui } from "@lingui/react/macro";
import type { Day, Productivity, Rating } from "@/api/generated/types.gen";
import { ChartCard } from "./ChartCard";
import type { Series } from "./chartData";
import { changeText } from "./figureFormat";
import { dayName } from "./periods";
import classes from "./ReportFrame.module.css";
import type { OpenReport } from "./useOpenReport";

/** Every day with what was counted on it, and beside it the day as far into the period compared with. */
const withBefore = (
  days: Day[],
  before: Day[],
  values: Record<string, (day: Day) => number | null>,
  compared: string,
) =>
  days.map((day, index) => {
    const then = before[index];
    const value = values[compared];
    const named = Object.entries(values).map(([key, read]) => [key, read(day)]);
    return { day: day.day, ...Object.fromEntries(named), before: then && value ? value(then) : null };
  });

/** The line of the period before, where there is one to compare with. */
function useBefore(versus: string | null): Series[] {
  return versus === null ? [] : [{ key: "before", name: versus, style: "before" }];
}

/** What a line shows of each day. */
type Counted = { name: string; of: (day: Day) => number };

type ProductivityProps = { report: Productivity; opened: OpenReport };

/** How work came in and went out, day by day. One day alone is no line, the cards above say it. */
export function ProductivityCharts({ report, opened }: ProductivityProps) {
  const { t } = useLingui();
  const { days } = report;
  const compared = useBefore(opened.versus);
  const said = useSaid(opened.versus);
  if (days.length < 2) return null;
  const before = report.previous?.days ?? [];
  const { today } = opened.filters;
  const flow = (came: Counted & { before: (versus: string) => string }, went: Counted) => {
    // work that came in is nobody's own: whoever sees only themselves is shown what they did
    const own = [...days, ...before].every((day) => came.of(day) === 0);
    const lead = own ? went : came;
    return {
      summary: said(days, before, lead.of),
      points: withBefore(days, before, { came: came.of, went: went.of }, own ? "went" : "came"),
      series: [
        ...(own ? [] : [{ key: "came", name: came.name, style: "first" } as const]),
        { key: "went", name: went.name, style: own ? "first" : "second" } as const,
        ...compared.map((each) => ({ ...each, name: own ? each.name : came.before(each.name) })),
      ],
    };
  };
  return (
    <div className={classes.charts}>
      <ChartCard
        title={t`Tickets per day`}
        {...flow(
          { name: t`Received`, of: (day) => day.received, before: (versus) => t`Received, ${versus}` },
          { name: t`Solved`, of: (day) => day.solved },
        )}
        today={today}
      />
      <ChartCard
        title={t`Calls per day`}
        {...flow(
          { name: t`Came in`, of: (day) => day.calls_offered, before: (versus) => t`Came in, ${versus}` },
          { name: t`Answered`, of: (day) => day.calls_answered },
        )}
        today={today}
      />
    </div>
  );
}

type RatingProps = { report: Rating; opened: OpenReport };

/** Where satisfaction goes, and on how many answers that rests. */
export function RatingCharts({ report, opened }: RatingProps) {
  const { t } = useLingui();
  const { days } = report;
  const compared = useBefore(opened.versus);
  const said = useSaid(opened.versus);
  if (days.length < 2) return null;
  const before = report.previous?.days ?? [];
  const { today } = opened.filters;
  const weeks = weekly(days);
  const weeksBefore = weekly(before);
  return (
    <div className={classes.charts}>
      {days.length >= 2 * WINDOW_DAYS && (
        <ChartCard
          title={t`Satisfied customers, seven days together`}
          summary={t`Each point is the share of the seven days up to it.`}
          points={weeks.map(({ day, percent }, index) => ({
            day,
            percent,
            before: weeksBefore[index]?.percent ?? null,
          }))}
          series={[{ key: "percent", name: t`Satisfied`, style: "first" }, ...compared]}
          today={today}
          percent
        />
      )}
      <ChartCard
        title={t`Answers per day`}
        summary={said(days, before, (day) => day.csat.n)}
        points={withBefore(days, before, { n: (day) => day.csat.n }, "n")}
        series={[{ key: "n", name: t`Answers`, style: "first" }, ...compared]}
        today={today}
      />
    </div>
  );
}

const WINDOW_DAYS = 7;

/** Single days have few answers and jump. The first six have no seven days behind them and no point. */
function weekly(days: Day[]) {
  return days.map(({ day }, index) => {
    const window = days.slice(Math.max(0, index - WINDOW_DAYS + 1), index + 1);
    const n = window.reduce((sum, each) => sum + each.csat.n, 0);
    const positive = window.reduce((sum, each) => sum + each.csat.positive, 0);
    return { day, percent: n === 0 || window.length < WINDOW_DAYS ? null : (100 * positive) / n };
  });
}

/** "129 in all, 9 more than 24 Sep – 23 Oct; the most on 2 Nov with 12", of what adds up over days. */
function useSaid(versus: string | null) {
  const { t, i18n } = useLingui();
  const sum = (days: Day[], value: (day: Day) => number) => days.reduce((all, day) => all + value(day), 0);
  return (days: Day[], before: Day[], value: (day: Day) => number) => {
    const busiest = days.reduce((most, day) => (value(day) > value(most) ? day : most));
    const all = sum(days, value);
    const total = i18n.number(all);
    const most = i18n.number(value(busiest));
    const on = dayName(busiest.day, i18n.locale);
    if (all === 0 && versus === null) return t`None.`;
    if (versus === null) return t`${total} in all; the most on ${on} with ${most}`;
    const change = changeText(all - sum(before, value), "count", i18n.locale);
    if (all === 0) return t`None, ${change} against ${versus}.`;
    return t`${total} in all, ${change} against ${versus}; the most on ${on} with ${most}`;
  };
}
