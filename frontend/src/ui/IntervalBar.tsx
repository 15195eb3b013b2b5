import { useLingui } from "@lingui/react/macro";
import classes from "./IntervalBar.module.css";

type IntervalBarProps = {
  /** All in per cent, 0–100. */
  percent: number;
  low: number;
  high: number;
  /** What this is compared with, drawn as a tick: the team's share. */
  reference?: number | null;
  tone?: "plain" | "good" | "bad";
};

/** A share with the range it may truly lie in: a dot, a whisker, and a tick for what it is compared with. */
export function IntervalBar({ percent, low, high, reference = null, tone = "plain" }: IntervalBarProps) {
  const { t, i18n } = useLingui();
  const from = i18n.number(low, { maximumFractionDigits: 0 });
  const to = i18n.number(high, { maximumFractionDigits: 0 });
  const says = t`Likely between ${from} % and ${to} %`;
  return (
    <svg className={classes.bar} data-tone={tone} viewBox="0 0 108 16" role="img" aria-label={says}>
      <title>{says}</title>
      <line className={classes.axis} x1="4" x2="104" y1="8" y2="8" />
      {reference !== null && (
        <line className={classes.reference} x1={4 + reference} x2={4 + reference} y1="1" y2="15" />
      )}
      <line className={classes.whisker} x1={4 + low} x2={4 + high} y1="8" y2="8" />
      <circle className={classes.dot} cx={4 + percent} cy="8" r="4" />
    </svg>
  );
}
