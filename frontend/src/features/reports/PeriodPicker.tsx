import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Popover, TextInput } from "@mantine/core";
import { IconCalendar, IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./PeriodPicker.module.css";
import { dayFromAddress, type Period, PRESETS, type Preset, periodName, presetOf, presetPeriod } from "./periods";

const presetName: Record<Preset, MessageDescriptor> = {
  today: msg`Today`,
  yesterday: msg`Yesterday`,
  last7: msg`Last 7 days`,
  last30: msg`Last 30 days`,
  thisMonth: msg`This month`,
  lastMonth: msg`Last month`,
};

type PeriodPickerProps = { period: Period; today: string; onChange: (period: Period) => void };

export function PeriodPicker({ period, today, onChange }: PeriodPickerProps) {
  const { i18n, t } = useLingui();
  const [opened, setOpened] = useState(false);
  const chosen = presetOf(period, today);
  const days = periodName(period, i18n.locale);
  const name = period.to >= today ? t`${days}, so far` : days;
  const choose = (next: Period) => {
    onChange(next);
    setOpened(false);
  };

  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant="default"
          leftSection={<IconCalendar size={16} />}
          rightSection={<IconChevronDown size={14} />}
          onClick={() => setOpened(!opened)}
          aria-label={t`Period: ${name}`}
        >
          {name}
        </Button>
      </Popover.Target>
      <Popover.Dropdown className={classes.dropdown}>
        <div className={classes.presets}>
          {PRESETS.map((preset) => (
            <Button
              key={preset}
              size="compact-sm"
              variant={preset === chosen ? "light" : "subtle"}
              aria-pressed={preset === chosen}
              onClick={() => choose(presetPeriod(preset, today))}
            >
              {i18n._(presetName[preset])}
            </Button>
          ))}
        </div>
        <CustomPeriod period={period} today={today} onChange={choose} />
      </Popover.Dropdown>
    </Popover>
  );
}

function CustomPeriod({ period, today, onChange }: PeriodPickerProps) {
  const { t } = useLingui();
  const [from, setFrom] = useState(period.from);
  const [to, setTo] = useState(period.to);
  const isDay = dayFromAddress(from) !== null && dayFromAddress(to) !== null;
  const problem = isDay && from > to ? t`The first day must not be after the last.` : undefined;

  return (
    <form
      className={classes.custom}
      onSubmit={(event) => {
        event.preventDefault();
        if (isDay && !problem) onChange({ from, to });
      }}
    >
      <TextInput
        type="date"
        label={t`First day`}
        value={from}
        max={today}
        error={problem}
        onChange={(event) => setFrom(event.currentTarget.value)}
      />
      <TextInput
        type="date"
        label={t`Last day`}
        value={to}
        max={today}
        onChange={(event) => setTo(event.currentTarget.value)}
      />
      <Button type="submit" disabled={!isDay || problem !== undefined}>
        <Trans>Show</Trans>
      </Button>
    </form>
  );
}
