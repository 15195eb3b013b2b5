import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Switch, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import classes from "./HoursEditor.module.css";
import { clockOf, dayName, hoursInWords, minutesOf, WEEKDAYS, type Week, type Window } from "./hours";

const NINE_TO_FIVE: Window = [540, 1020];

type HoursEditorProps = { week: Week; error?: string | undefined; onChange: (week: Week) => void };

/** Working hours, day by day, with the same said in words below. */
export function HoursEditor({ week, error, onChange }: HoursEditorProps) {
  const { i18n } = useLingui();
  const words = hoursInWords(week, i18n.locale);
  const set = (day: string, windows: Window[]) => {
    const { [day]: _, ...others } = week;
    onChange(windows.length === 0 ? others : { ...others, [day]: windows });
  };
  return (
    <fieldset className={classes.hours}>
      <legend>
        <Trans>Working hours</Trans>
      </legend>
      {WEEKDAYS.map((day) => (
        <DayHours key={day} day={day} windows={week[day] ?? []} onChange={(windows) => set(day, windows)} />
      ))}
      <p className={classes.words} role="status">
        {words || <Trans>never open</Trans>}
      </p>
      {error && (
        <p role="alert" className={classes.error}>
          {error}
        </p>
      )}
    </fieldset>
  );
}

type DayHoursProps = { day: string; windows: Window[]; onChange: (windows: Window[]) => void };

function DayHours({ day, windows, onChange }: DayHoursProps) {
  const { t, i18n } = useLingui();
  const name = dayName(day, i18n.locale);
  const change = (index: number, window: Window) =>
    onChange(windows.map((old, place) => (place === index ? window : old)));
  return (
    <div className={classes.day}>
      <Switch
        className={classes.open ?? ""}
        size="sm"
        label={name}
        checked={windows.length > 0}
        onChange={(event) => onChange(event.currentTarget.checked ? [NINE_TO_FIVE] : [])}
      />
      {windows.map((window, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: windows have no name but their place
        <span key={index} className={classes.window}>
          <TimeField
            label={t`${name}, opens`}
            minutes={window[0]}
            onChange={(opens) => change(index, [opens, window[1]])}
          />
          –
          <TimeField
            label={t`${name}, closes`}
            minutes={window[1]}
            isEnd
            onChange={(closes) => change(index, [window[0], closes])}
          />
          <ActionIcon
            size={28}
            aria-label={t`Remove these hours of ${name}`}
            onClick={() => onChange(windows.filter((_, place) => place !== index))}
          >
            <IconX size={14} />
          </ActionIcon>
        </span>
      ))}
      {windows.length > 0 && (
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={12} />}
          aria-label={t`Add hours to ${name}`}
          onClick={() => onChange([...windows, [windows.at(-1)?.[1] ?? 780, 1320]])}
        >
          <Trans>Hours</Trans>
        </Button>
      )}
    </div>
  );
}

type TimeFieldProps = { label: string; minutes: number; isEnd?: boolean; onChange: (minutes: number) => void };

function TimeField({ label, minutes, isEnd = false, onChange }: TimeFieldProps) {
  return (
    <TextInput
      type="time"
      size="xs"
      aria-label={label}
      value={clockOf(minutes)}
      onChange={(event) => {
        const next = minutesOf(event.currentTarget.value, isEnd);
        if (next !== null) onChange(next);
      }}
    />
  );
}
