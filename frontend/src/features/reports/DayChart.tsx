import { useLingui } from "@lingui/react/macro";
import { CartesianGrid, Line, LineChart, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { intlLocale } from "@/ui/formats";
import classes from "./DayChart.module.css";

export type Series = { key: string; name: string; style: "first" | "second" | "before" };
export type Point = { day: string; [key: string]: number | string | null };

const STROKE: Record<Series["style"], { stroke: string; strokeDasharray?: string; strokeWidth: number }> = {
  first: { stroke: "var(--chart-1)", strokeWidth: 2 },
  second: { stroke: "var(--chart-2)", strokeWidth: 2, strokeDasharray: "6 2" },
  before: { stroke: "var(--text-3)", strokeWidth: 1.5, strokeDasharray: "3 3" },
};

type DayChartProps = {
  points: Point[];
  series: readonly Series[];
  /** A line to reach, with its name at the end. */
  target?: { value: number; name: string } | undefined;
  percent?: boolean;
};

/** At most a few lines over days, from zero. Arrow keys walk the tooltip; the table beside it says the same. */
export function DayChart({ points, series, target, percent = false }: DayChartProps) {
  const { i18n } = useLingui();
  const day = (value: string) =>
    new Intl.DateTimeFormat(intlLocale(i18n.locale), { day: "numeric", month: "short", timeZone: "UTC" }).format(
      Date.parse(value),
    );
  const figure = (value: number) =>
    percent ? `${i18n.number(value, { maximumFractionDigits: 1 })} %` : i18n.number(value);

  return (
    <ResponsiveContainer width="100%" height={230} className={classes.chart ?? ""}>
      <LineChart data={points} accessibilityLayer margin={{ top: 10, right: 16, bottom: 0, left: 0 }}>
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="day"
          tickFormatter={day}
          minTickGap={36}
          tickLine={false}
          axisLine={{ stroke: "var(--line-strong)" }}
        />
        <YAxis
          width={44}
          allowDecimals={false}
          tickLine={false}
          axisLine={false}
          domain={percent ? [0, 100] : [0, "auto"]}
          tickFormatter={(value: number) => figure(value)}
        />
        <Tooltip
          isAnimationActive={false}
          labelFormatter={(label) => day(String(label))}
          formatter={(value) => (typeof value === "number" ? figure(value) : "–")}
          contentStyle={{
            background: "var(--surface-2)",
            border: "1px solid var(--line-strong)",
            borderRadius: 6,
            color: "var(--text-1)",
          }}
        />
        {target && (
          <ReferenceLine
            y={target.value}
            stroke="var(--sla-due)"
            strokeDasharray="6 3"
            label={{ value: target.name, position: "insideTopRight", fill: "var(--sla-due)", fontSize: 12 }}
          />
        )}
        {series.map((each) => (
          <Line
            key={each.key}
            dataKey={each.key}
            name={each.name}
            type="linear"
            dot={points.length < 3}
            connectNulls={false}
            isAnimationActive={false}
            {...STROKE[each.style]}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
