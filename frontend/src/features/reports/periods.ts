import { intlLocale } from "@/ui/formats";

/** Days as the organization's calendar writes them, both included: what the address and the API carry. */
export type Period = { from: string; to: string };

export const PRESETS = ["today", "yesterday", "last7", "last30", "thisMonth", "lastMonth"] as const;
export type Preset = (typeof PRESETS)[number];

const DAY = 86_400_000;
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`);
const dateOf = (day: number) => new Date(day).toISOString().slice(0, 10);

const addDays = (date: string, days: number) => dateOf(dayOf(date) + days * DAY);
export const daysIn = ({ from, to }: Period) => Math.round((dayOf(to) - dayOf(from)) / DAY) + 1;

/** Today in the organization's zone; the reader's own clock may already be in tomorrow. */
export function todayIn(zone: string, now: Date): string {
  return new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(now);
}

export function presetPeriod(preset: Preset, today: string): Period {
  const firstOfMonth = `${today.slice(0, 8)}01`;
  const lastMonthEnd = addDays(firstOfMonth, -1);
  const periods: Record<Preset, Period> = {
    today: { from: today, to: today },
    yesterday: { from: addDays(today, -1), to: addDays(today, -1) },
    last7: { from: addDays(today, -6), to: today },
    last30: { from: addDays(today, -29), to: today },
    thisMonth: { from: firstOfMonth, to: today },
    lastMonth: { from: `${lastMonthEnd.slice(0, 8)}01`, to: lastMonthEnd },
  };
  return periods[preset];
}

/** The preset that names this period today, if one does. */
export const presetOf = (period: Period, today: string): Preset | null =>
  PRESETS.find((preset) => {
    const named = presetPeriod(preset, today);
    return named.from === period.from && named.to === period.to;
  }) ?? null;

/** What it is compared with, as the server does: whole months with as many months, else as many days right before. */
export function previousPeriod(period: Period): Period {
  const to = addDays(period.from, -1);
  if (!period.from.endsWith("-01") || !addDays(period.to, 1).endsWith("-01"))
    return { from: addDays(to, 1 - daysIn(period)), to };
  const months = monthOf(period.to) - monthOf(period.from) + 1;
  const first = monthOf(period.from) - months;
  return { from: dateOf(Date.UTC(Math.floor(first / 12), first % 12, 1)), to };
}

const monthOf = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;

const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

/** A day of the address; anything else, or a day that does not exist, is null. */
export function dayFromAddress(value: unknown): string | null {
  if (typeof value !== "string" || !ISO_DAY.test(value)) return null;
  const day = dayOf(value);
  return Number.isNaN(day) || dateOf(day) !== value ? null : value;
}

/** "1 – 30 Nov 2026" in the reader's language; beside `today` without the year, while that is this one. */
export function periodName({ from, to }: Period, locale: string, today?: string): string {
  const isThisYear = today !== undefined && [from, to].every((day) => day.slice(0, 4) === today.slice(0, 4));
  const format = new Intl.DateTimeFormat(intlLocale(locale), {
    day: "numeric",
    month: "short",
    ...(isThisYear ? {} : { year: "numeric" }),
    timeZone: "UTC",
  });
  return format.formatRange(dayOf(from), dayOf(to));
}

/** "20 Nov" */
export const dayName = (day: string, locale: string, options: Intl.DateTimeFormatOptions = {}) =>
  new Intl.DateTimeFormat(intlLocale(locale), { day: "numeric", month: "short", timeZone: "UTC", ...options }).format(
    dayOf(day),
  );
