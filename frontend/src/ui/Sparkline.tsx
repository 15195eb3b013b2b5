import classes from "./Sparkline.module.css";

type SparklineProps = {
  /** Oldest first; null is a gap, not a zero. */
  values: readonly (number | null)[];
  tone?: "plain" | "good" | "warn" | "bad";
  /** A target or limit, drawn as a dashed line. */
  target?: number | null;
  width?: number;
  height?: number;
};

/** The shape of a row of numbers. Decoration: what matters of it must also be said in words beside it. */
export function Sparkline({ values, tone = "plain", target = null, width = 96, height = 32 }: SparklineProps) {
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const all = target === null ? known : [...known, target];
  const low = Math.min(...all);
  const span = Math.max(...all) - low || 1;
  const x = (index: number) => 2 + (index / (values.length - 1)) * (width - 6);
  const y = (value: number) => height - 3 - ((value - low) / span) * (height - 8);
  const points = values.flatMap((value, index) => (value === null ? [] : [{ x: x(index), y: y(value) }]));
  const line = points.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(" ");
  const [first, last] = [points[0], points.at(-1)];

  return (
    <svg className={classes.spark} data-tone={tone} width={width} height={height} aria-hidden="true" focusable="false">
      <polygon className={classes.area} points={`${first?.x},${height} ${line} ${last?.x},${height}`} />
      {target !== null && (
        <line className={classes.target} x1={x(0)} y1={y(target)} x2={x(values.length - 1)} y2={y(target)} />
      )}
      <polyline className={classes.line} points={line} />
      <circle className={classes.end} cx={last?.x} cy={last?.y} r="2.5" />
    </svg>
  );
}
