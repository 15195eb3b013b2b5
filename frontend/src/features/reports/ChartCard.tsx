import { Trans, useLingui } from "@lingui/react/macro";
import { SegmentedControl, Skeleton } from "@mantine/core";
import { IconChartLine, IconTable } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useRef, useState } from "react";
import hidden from "@/ui/hidden.module.css";
import classes from "./ChartCard.module.css";
import { ChartMenu } from "./ChartMenu";
import type { Point, Series, TableOf } from "./chartData";
import { dayName } from "./periods";

const DayChart = lazy(() => import("./DayChart").then((module) => ({ default: module.DayChart })));

type ChartCardProps = {
  /** What is counted, as a heading. */
  title: string;
  /** The same in one sentence, for those who do not see the lines. */
  summary: string;
  points: Point[];
  series: readonly Series[];
  /** The organization's day that is not over yet. */
  today: string;
  percent?: boolean;
};

/** One question, as lines or as a table. */
export function ChartCard({ title, summary, points, series, today, percent = false }: ChartCardProps) {
  const { t } = useLingui();
  const [view, setView] = useState("chart");
  const drawn = useRef<HTMLDivElement>(null);
  const table = useTable(points, series, percent);
  return (
    <section className={classes.card} aria-label={title}>
      <header className={classes.header}>
        <h2>{title}</h2>
        <SegmentedControl
          aria-label={t`Shown as`}
          value={view}
          onChange={setView}
          data={[
            { value: "chart", label: <Labelled icon={<IconChartLine size={16} />} text={t`Chart`} /> },
            { value: "table", label: <Labelled icon={<IconTable size={16} />} text={t`Table`} /> },
          ]}
        />
        <ChartMenu title={title} table={table} drawn={view === "chart" ? drawn : null} />
      </header>
      <div className={classes.under}>
        <p className={classes.summary}>{summary}</p>
        <Legend series={series} isUnfinished={points.at(-1)?.day === today} />
      </div>
      {view === "chart" ? (
        <div ref={drawn}>
          <Suspense fallback={<Skeleton height={230} />}>
            <DayChart
              points={points}
              series={series}
              today={today}
              percent={percent}
              summary={`${title}: ${summary}`}
            />
          </Suspense>
        </div>
      ) : (
        <DayTable table={table} />
      )}
    </section>
  );
}

/** The numbers of the chart, as the table shows them and as they are taken away. */
function useTable(points: Point[], series: readonly Series[], percent: boolean): TableOf {
  const { t, i18n } = useLingui();
  const figure = (value: number | string | null | undefined) =>
    typeof value === "number" ? i18n.number(value, { maximumFractionDigits: 1, useGrouping: false }) : "";
  return {
    headings: [t`Day`, ...series.map((each) => (percent ? `${each.name}, %` : each.name))],
    rows: points.map((point) => [point.day, ...series.map((each) => figure(point[each.key]))]),
  };
}

function Labelled({ icon, text }: { icon: ReactNode; text: string }) {
  return (
    <>
      <span className={classes.icon} aria-hidden="true">
        {icon}
      </span>
      <span className={hidden.hidden}>{text}</span>
    </>
  );
}

function Legend({ series, isUnfinished }: { series: readonly Series[]; isUnfinished: boolean }) {
  if (series.length < 2 && !isUnfinished) return null;
  return (
    <ul className={classes.legend}>
      {series.length > 1 &&
        series.map((each) => (
          <li key={each.key} data-style={each.style}>
            {each.name}
          </li>
        ))}
      {isUnfinished && (
        <li data-style="so-far">
          <Trans>today, so far</Trans>
        </li>
      )}
    </ul>
  );
}

function DayTable({ table }: { table: TableOf }) {
  const { i18n } = useLingui();
  return (
    <div className={classes.table}>
      <table>
        <thead>
          <tr>
            {table.headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([day = "", ...figures]) => (
            <tr key={day}>
              <th scope="row">{dayName(day, i18n.locale, { weekday: "short" })}</th>
              {figures.map((figure, index) => (
                <td key={table.headings[index + 1]}>{figure || "–"}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
