import { useLingui } from "@lingui/react/macro";
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { type Point, type Series, soFarKey, tailKey, withoutUnfinished } from "./chartData";
import classes from "./DayChart.module.css";
import { dayName } from "./periods";

const STROKE: Record<Series["style"], { stroke: string; strokeDasharray?: string; strokeWidth: number }> = {
  first: { stroke: "var(--chart-1)", strokeWidth: 2 },
  second: { stroke: "var(--chart-2)", strokeWidth: 2, strokeDasharray: "6 2" },
  before: { stroke: "var(--text-3)", strokeWidth: 1.5, strokeDasharray: "3 3" },
};
const STILL = { type: "linear", connectNulls: false, isAnimationActive: false } as const;

type DayChartProps = {
  points: Point[];
  series: readonly Series[];
  /** The day that is not over yet: what leads to it is dashed. */
  today: string;
  percent: boolean;
  /** What the lines say, for those who do not see them. */
  summary: string;
};

/** At most a few lines over days, from zero. Arrow keys walk the tooltip; the table beside it says the same. */
export function DayChart({ points, series, today, percent, summary }: DayChartProps) {
  const { t, i18n } = useLingui();
  const unfinished = points.at(-1)?.day === today;
  const dotted = points.length < 3;
  const day = (value: unknown) => dayName(String(value), i18n.locale);
  const figure = (value: unknown) => {
    if (typeof value !== "number") return "–";
    return percent ? `${i18n.number(value, { maximumFractionDigits: 1 })}\u00a0%` : i18n.number(value);
  };

  return (
    <ResponsiveContainer width="100%" height={230} className={classes.chart ?? ""}>
      <LineChart
        data={withoutUnfinished(points, series, today)}
        accessibilityLayer
        title={summary}
        margin={{ top: 10, right: 16, bottom: 0, left: 0 }}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          tickFormatter={day}
          minTickGap={36}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
        />
        <YAxis
          width={50}
          allowDecimals={false}
          tickLine={false}
          axisLine={false}
          domain={percent ? [0, 100] : [0, "auto"]}
          tickFormatter={figure}
        />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={day}
          formatter={figure}
          contentStyle={{
            background: "var(--surface-2)",
            border: "1px solid var(--line-strong)",
            borderRadius: 6,
            color: "var(--text-1)",
          }}
        />
        {[...series].reverse().flatMap((each) => linesOf(each, dotted, unfinished ? t`${each.name}, so far` : null))}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** One line; with a name for what is not over, also the tail to that day and its value as a ring. */
function linesOf({ key, name, style }: Series, dotted: boolean, soFar: string | null) {
  const { stroke, strokeWidth, ...rest } = STROKE[style];
  const line = (
    <Line key={key} dataKey={key} name={name} dot={dotted} {...STILL} {...{ stroke, strokeWidth, ...rest }} />
  );
  if (soFar === null || style === "before") return [line];
  const tail = { dataKey: tailKey(key), stroke, strokeWidth: 1.5, strokeDasharray: "2 4" };
  const ring = { r: 3.5, stroke, strokeWidth: 1.5, fill: "var(--surface-1)" };
  return [
    line,
    <Line key={tail.dataKey} dot={false} activeDot={false} tooltipType="none" {...STILL} {...tail} />,
    <Line key={soFarKey(key)} dataKey={soFarKey(key)} name={soFar} stroke="none" dot={ring} {...STILL} />,
  ];
}
