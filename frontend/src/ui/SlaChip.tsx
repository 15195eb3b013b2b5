import { Trans, useLingui } from "@lingui/react/macro";
import { IconAlertTriangleFilled, IconCheck, IconClock, IconHourglassHigh, IconPlayerPause } from "@tabler/icons-react";
import { clockDuration, spokenDuration } from "./formats";
import classes from "./SlaChip.module.css";
import { type Promised, type SlaState, slaState } from "./sla";
import { serverNow, useMinute, useSecond } from "./time";

const ICONS: Record<SlaState, typeof IconClock> = {
  none: IconClock,
  ok: IconClock,
  due: IconHourglassHigh,
  late: IconAlertTriangleFilled,
  met: IconCheck,
  missed: IconAlertTriangleFilled,
  paused: IconPlayerPause,
};
const TICKING_SECONDS = 15 * 60;

/** The time left in a list, to the minute. Quiet while there is plenty; only trouble has a colour. */
export function SlaChip({ promised, quiet = true }: { promised: Promised; quiet?: boolean }) {
  useMinute();
  return <Chip promised={promised} quiet={quiet} ticking={false} />;
}

/** The time left beside a conversation: in the last quarter of an hour it ticks by the second. */
export function SlaClock({ promised }: { promised: Promised }) {
  useSecond();
  return <Chip promised={promised} quiet={false} ticking />;
}

function Chip({ promised, quiet, ticking }: { promised: Promised; quiet: boolean; ticking: boolean }) {
  const { i18n, t } = useLingui();
  const now = serverNow();
  const state = slaState(promised, now);
  if (state === "none") return null;
  const Icon = ICONS[state];
  const left = (Date.parse(promised.dueAt ?? "") - now) / 1000;
  const taken = (Date.parse(promised.stoppedAt ?? "") - Date.parse(promised.startedAt ?? "")) / 1000;
  const takenWords = spokenDuration(taken, i18n.locale);
  const words: Record<SlaState, React.ReactNode> = {
    none: null,
    ok: spokenDuration(left, i18n.locale),
    due: ticking && left < TICKING_SECONDS ? clockDuration(left) : spokenDuration(left, i18n.locale),
    late: `−${spokenDuration(-left, i18n.locale)}`,
    met: <Trans>Met in {takenWords}</Trans>,
    missed: <Trans>Late, after {takenWords}</Trans>,
    paused: <Trans>Paused</Trans>,
  };
  const names: Record<SlaState, string> = {
    none: "",
    ok: t`Time left for the first reply`,
    due: t`First reply due soon`,
    late: t`First reply is late`,
    met: t`First reply in time`,
    missed: t`First reply was late`,
    paused: t`The clock is paused`,
  };

  return (
    <span
      className={classes.chip}
      data-state={state}
      data-quiet={quiet || undefined}
      role={ticking ? "timer" : undefined}
      aria-live="off"
      title={names[state]}
    >
      <Icon size={13} stroke={2} aria-hidden />
      <span className={classes.hidden}>{names[state]}: </span>
      {words[state]}
    </span>
  );
}
