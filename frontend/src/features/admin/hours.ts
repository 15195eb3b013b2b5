import { intlLocale } from "@/ui/formats";
/** Minutes after local midnight; an end of 1440 is midnight itself, an end before its start is in the next day. */
export type Window = [opens: number, closes: number];
/** By weekday, "0" is Monday; a day that is not there is closed. */
export type Week = Record<string, Window[]>;

export const WEEKDAYS = ["0", "1", "2", "3", "4", "5", "6"] as const;

const MONDAY = Date.UTC(2026, 0, 5); // any Monday: only its name is used

export const dayName = (weekday: string, locale: string, length: "long" | "short" = "long") =>
  new Intl.DateTimeFormat(intlLocale(locale), { weekday: length, timeZone: "UTC" }).format(
    MONDAY + Number(weekday) * 86_400_000,
  );

/** What a time field shows: 09:00; the end of the day is written 00:00. */
export function clockOf(minutes: number): string {
  const inDay = minutes % 1440;
  return `${String(Math.floor(inDay / 60)).padStart(2, "0")}:${String(inDay % 60).padStart(2, "0")}`;
}

/** Minutes out of a time field; null while it is half typed. As an end, 00:00 is the end of the day. */
export function minutesOf(clock: string, isEnd = false): number | null {
  const found = /^(\d{2}):(\d{2})$/.exec(clock);
  if (!found) return null;
  const minutes = Number(found[1]) * 60 + Number(found[2]);
  return isEnd && minutes === 0 ? 1440 : minutes;
}

/** "Mon – Fri 09:00–17:00, Sat 10:00–12:00": neighbouring days with equal hours told together. */
export function hoursInWords(week: Week, locale: string): string {
  const parts: { from: string; to: string; hours: string }[] = [];
  for (const day of WEEKDAYS) {
    const hours = (week[day] ?? [])
      .map(([opens, closes]) => `${clockOf(opens)}–${closes === 1440 ? "24:00" : clockOf(closes)}`)
      .join(", ");
    const last = parts.at(-1);
    if (last && last.hours === hours && Number(last.to) === Number(day) - 1) last.to = day;
    else parts.push({ from: day, to: day, hours });
  }
  return parts
    .filter((part) => part.hours !== "")
    .map(({ from, to, hours }) => {
      const days =
        from === to
          ? dayName(from, locale, "short")
          : `${dayName(from, locale, "short")}–${dayName(to, locale, "short")}`;
      return `${days} ${hours}`;
    })
    .join(", ");
}
