import { useLingui } from "@lingui/react/macro";
import type { Day } from "@/api/generated/types.gen";
import { intlLocale } from "@/ui/formats";
import { ChartCard } from "./ChartCard";
import classes from "./ReportFrame.module.css";

/** How work came in and went out, day by day. One day alone is no line, the cards above say it. */
export function ProductivityCharts({ days }: { days: Day[] }) {
  const { t, i18n } = useLingui();
  if (days.length < 2) return null;
  const busiest = peak(days, (day) => day.received);
  const total = i18n.number(days.reduce((sum, day) => sum + day.received, 0));
  const most = i18n.number(busiest.received);
  const on = dayName(busiest.day, i18n.locale);
  const calls = i18n.number(days.reduce((sum, day) => sum + day.calls_offered, 0));
  const answered = i18n.number(days.reduce((sum, day) => sum + day.calls_answered, 0));
  return (
    <div className={classes.charts}>
      <ChartCard
        title={t`Tickets per day`}
        summary={t`${total} received, most on ${on} with ${most}`}
        points={days.map(({ day, received, solved }) => ({ day, received, solved }))}
        series={[
          { key: "received", name: t`Received`, style: "first" },
          { key: "solved", name: t`Solved`, style: "second" },
        ]}
      />
      <ChartCard
        title={t`Calls per day`}
        summary={t`${calls} came in, ${answered} were answered`}
        points={days.map(({ day, calls_offered, calls_answered }) => ({ day, calls_offered, calls_answered }))}
        series={[
          { key: "calls_offered", name: t`Came in`, style: "first" },
          { key: "calls_answered", name: t`Answered`, style: "second" },
        ]}
      />
    </div>
  );
}

const WINDOW_DAYS = 7;

/** Single days have few answers and jump; the share of the last seven days together shows where it goes. */
export function RatingChart({ days }: { days: Day[] }) {
  const { t, i18n } = useLingui();
  if (days.length < WINDOW_DAYS) return null;
  const points = days.map(({ day }, index) => {
    const window = days.slice(Math.max(0, index - WINDOW_DAYS + 1), index + 1);
    const n = window.reduce((sum, each) => sum + each.csat.n, 0);
    const positive = window.reduce((sum, each) => sum + each.csat.positive, 0);
    return { day, percent: n === 0 ? null : (100 * positive) / n, answers: days[index]?.csat.n ?? 0 };
  });
  const answers = i18n.number(days.reduce((sum, day) => sum + day.csat.n, 0));
  return (
    <div className={classes.charts}>
      <ChartCard
        title={t`Satisfied customers, seven days together`}
        summary={t`Each point is the share of the seven days up to it.`}
        points={points.map(({ day, percent }) => ({ day, percent }))}
        series={[{ key: "percent", name: t`Satisfied`, style: "first" }]}
        percent
      />
      <ChartCard
        title={t`Answers per day`}
        summary={t`${answers} answers in the period`}
        points={points.map(({ day, answers: n }) => ({ day, n }))}
        series={[{ key: "n", name: t`Answers`, style: "first" }]}
      />
    </div>
  );
}

const peak = (days: Day[], value: (day: Day) => number) =>
  days.reduce((most, day) => (value(day) > value(most) ? day : most));

const dayName = (day: string, locale: string) =>
  new Intl.DateTimeFormat(intlLocale(locale), { day: "numeric", month: "short", timeZone: "UTC" }).format(
    Date.parse(day),
  );
