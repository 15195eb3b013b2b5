import { Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl, Skeleton, VisuallyHidden } from "@mantine/core";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { intlLocale } from "@/ui/formats";
import classes from "./ChartCard.module.css";
import type { Point, Series } from "./DayChart";

const DayChart = lazy(() => import("./DayChart").then((module) => ({ default: module.DayChart })));

type ChartCardProps = {
  /** What is counted, as a heading. */
  title: string;
  /** The same in one sentence, for those who do not see the lines. */
  summary: string;
  points: Point[];
  series: readonly Series[];
  target?: { value: number; name: string };
  percent?: boolean;
};

/** One question, as lines or as a table. */
export function ChartCard({ title, summary, points, series, target, percent }: ChartCardProps) {
  const { t } = useLingui();
  const [view, setView] = useState("chart");
  return (
    <section className={classes.card} aria-label={title}>
      <header className={classes.header}>
        <h2>{title}</h2>
        <Legend series={series} />
        <SegmentedControl
          aria-label={t`Shown as`}
          value={view}
          onChange={setView}
          data={[
            { value: "chart", label: <Labelled icon={<IconChartLine size={16} />} text={t`Chart`} /> },
            { value: "table", label: <Labelled icon={<IconTable size={16} />} text={t`Table`} /> },
          ]}
        />
      </header>
      <p className={classes.summary}>{summary}</p>
      {view === "chart" ? (
        <Suspense fallback={<Skeleton height={230} />}>
          <DayChart points={points} series={series} target={target} percent={percent ?? false} />
        </Suspense>
      ) : (
        <DayTable points={points} series={series} percent={percent ?? false} />
      )}
    </section>
  );
}

function Labelled({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <VisuallyHidden>{text}</VisuallyHidden>
    </>
  );
}

function Legend({ series }: { series: readonly Series[] }) {
  if (series.length < 2) return null;
  return (
    <ul className={classes.legend}>
      {series.map((each) => (
        <li key={each.key} data-style={each.style}>
          {each.name}
        </li>
      ))}
    </ul>
  );
}

function DayTable({ points, series, percent }: { points: Point[]; series: readonly Series[]; percent: boolean }) {
  const { i18n } = useLingui();
  const day = (value: string) =>
    new Intl.DateTimeFormat(intlLocale(i18n.locale), {
      weekday: "short",
      day: "numeric",
      month: "short",
      timeZone: "UTC",
    }).format(Date.parse(value));
  const figure = (value: number | string | null | undefined) =>
    typeof value === "number" ? `${i18n.number(value, { maximumFractionDigits: 1 })}${percent ? " %" : ""}` : "–";
  return (
    <div className={classes.table}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Day</Trans>
            </th>
            {series.map((each) => (
              <th key={each.key} scope="col">
                {each.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.map((point) => (
            <tr key={point.day}>
              <th scope="row">{day(point.day)}</th>
              {series.map((each) => (
                <td key={each.key}>{figure(point[each.key])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
