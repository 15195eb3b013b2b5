import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { IconAlertTriangleFilled, IconCheck, IconClock, IconHourglassHigh, IconPlayerPause } from "@tabler/icons-react";
import { clockDuration, spokenDuration } from "./formats";
import hidden from "./hidden.module.css";
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
const NAMES: Record<Exclude<SlaState, "none">, MessageDescriptor> = {
  ok: msg`Time left for the first reply`,
  due: msg`First reply due soon`,
  late: msg`First reply is late`,
  met: msg`First reply in time`,
  missed: msg`First reply was late`,
  paused: msg`The clock is paused`,
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
  const { i18n } = useLingui();
  const now = serverNow();
  const state = slaState(promised, now);
  if (state === "none") return null;
  const Icon = ICONS[state];
  const name = i18n._(NAMES[state]);

  return (
    <span
      className={classes.chip}
      data-state={state}
      data-quiet={quiet || undefined}
      role={ticking ? "timer" : undefined}
      aria-live="off"
      title={name}
    >
      <Icon size={13} stroke={2} aria-hidden />
      <span className={hidden.hidden}>{name}: </span>
      {words(promised, state, now, ticking, i18n.locale)}
    </span>
  );
}

function words(promised: Promised, state: SlaState, now: number, ticking: boolean, locale: string) {
  const left = (Date.parse(promised.dueAt ?? "") - now) / 1000;
  if (state === "late") return `−${spokenDuration(-left, locale)}`;
  if (state === "due" && ticking && left < TICKING_SECONDS) return clockDuration(left);
  if (state === "ok" || state === "due") return spokenDuration(left, locale);
  if (state === "paused") return <Trans>Paused</Trans>;
  const taken = (Date.parse(promised.stoppedAt ?? "") - Date.parse(promised.startedAt ?? "")) / 1000;
  const takenWords = spokenDuration(taken, locale);
  return state === "met" ? <Trans>Met in {takenWords}</Trans> : <Trans>Late, after {takenWords}</Trans>;
}
