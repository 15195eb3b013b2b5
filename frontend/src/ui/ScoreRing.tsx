import { useLingui } from "@lingui/react/macro";
import classes from "./ScoreRing.module.css";

const RADIUS = 20;
const LENGTH = 2 * Math.PI * RADIUS;

type ScoreRingProps = {
  /** 0–100; null while nothing is answered yet. */
  percent: number | null;
  passMark: number;
  /** Whether the work passes as it stands; a critical miss fails at any number. */
  passed: boolean | null;
  size?: number;
};

/** The score as a ring, with a tick where the pass mark lies. The number stands inside, so colour is never alone. */
export function ScoreRing({ percent, passMark, passed, size = 48 }: ScoreRingProps) {
  const { t, i18n } = useLingui();
  const shown = percent === null ? "–" : i18n.number(percent, { maximumFractionDigits: 0 });
  const outcome = passed === null ? "open" : passed ? "pass" : "fail";
  const mark = i18n.number(passMark);
  const says = percent === null ? t`No score yet, pass mark ${mark} %` : t`Score ${shown} %, pass mark ${mark} %`;

  return (
    <svg className={classes.ring} viewBox="0 0 48 48" width={size} height={size} role="img" aria-label={says}>
      <circle className={classes.track} cx="24" cy="24" r={RADIUS} />
      <circle
        className={classes.value}
        data-outcome={outcome}
        cx="24"
        cy="24"
        r={RADIUS}
        strokeDasharray={`${((percent ?? 0) / 100) * LENGTH} ${LENGTH}`}
        transform="rotate(-90 24 24)"
      />
      <line className={classes.tick} x1="24" y1="1" x2="24" y2="8" transform={`rotate(${passMark * 3.6} 24 24)`} />
      <text className={classes.number} x="24" y="29.5" textAnchor="middle">
        {shown}
      </text>
    </svg>
  );
}
