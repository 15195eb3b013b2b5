/** Our English is British: 20 Nov, not Nov 20. */
export const intlLocale = (locale: string) => (locale === "en" ? "en-GB" : locale);

const cache = new Map<string, Intl.DateTimeFormat>();

function format(locale: string, zone: string, name: string, options: Intl.DateTimeFormatOptions) {
  const key = `${locale}|${zone}|${name}`;
  let found = cache.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(intlLocale(locale), { ...options, timeZone: zone, hourCycle: "h23" });
    cache.set(key, found);
  }
  return found;
}

/** 09:26 */
export const clockTime = (at: Date, locale: string, zone: string) =>
  format(locale, zone, "time", { hour: "2-digit", minute: "2-digit" }).format(at);

/** 20 Nov */
export const shortDay = (at: Date, locale: string, zone: string) =>
  format(locale, zone, "day", { day: "numeric", month: "short" }).format(at);

/** Fri 20 Nov, 16:42 */
export const dayAndTime = (at: Date, locale: string, zone: string) =>
  format(locale, zone, "dayAndTime", {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "2-digit",
    minute: "2-digit",
  }).format(at);

/** Friday 20 November 2026, 16:42:07 CET */
export const wholeMoment = (at: Date, locale: string, zone: string) =>
  format(locale, zone, "whole", {
    weekday: "long",
    day: "numeric",
    month: "long",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(at);

/** 2026-11-20 in this zone: two moments are of the same day when these are equal. */
export const dayKey = (at: Date, zone: string) =>
  format("en-CA", zone, "key", { year: "numeric", month: "2-digit", day: "2-digit" }).format(at);

/** Friday 20 November */
export const longDay = (at: Date, locale: string, zone: string) =>
  format(locale, zone, "longDay", { weekday: "long", day: "numeric", month: "long" }).format(at);

const dayFormats = new Map<string, Intl.NumberFormat>();

function dayFormat(locale: string) {
  let found = dayFormats.get(locale);
  if (!found) {
    found = new Intl.NumberFormat(intlLocale(locale), { style: "unit", unit: "day", unitDisplay: "long" });
    dayFormats.set(locale, found);
  }
  return found;
}

const SYMBOLS = { second: "s", minute: "min", hour: "h" } as const;

/** "12 min", "2 h": the symbols are the same in all our languages; days are a word. */
export function quantity(value: number, unit: "second" | "minute" | "hour" | "day", locale: string) {
  if (unit === "day") return dayFormat(locale).format(value);
  return `${value}\u00a0${SYMBOLS[unit]}`;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** 41 min · 6 h 12 min · 2 days: as exact as a person needs at that size. */
export function spokenDuration(seconds: number, locale: string) {
  if (seconds < MINUTE) return quantity(Math.floor(seconds), "second", locale);
  if (seconds < HOUR) return quantity(Math.floor(seconds / MINUTE), "minute", locale);
  if (seconds < DAY) {
    const minutes = Math.floor((seconds % HOUR) / MINUTE);
    const hours = quantity(Math.floor(seconds / HOUR), "hour", locale);
    return minutes ? `${hours} ${quantity(minutes, "minute", locale)}` : hours;
  }
  return quantity(Math.floor(seconds / DAY), "day", locale);
}

/** 4 min 12 s, 6 h 12 min, 2 days 20 h: a measured length, rounded to what matters at that size, never cut off. */
export function measuredDuration(seconds: number, locale: string) {
  const step = seconds < 10 * MINUTE ? 1 : seconds < DAY ? MINUTE : HOUR;
  const whole = Math.round(seconds / step) * step;
  const rest = whole >= DAY ? whole % DAY : whole < HOUR ? whole % MINUTE : 0;
  if (rest === 0 || whole < MINUTE) return spokenDuration(whole, locale);
  const unit = whole >= DAY ? "hour" : "second";
  return `${spokenDuration(whole, locale)} ${quantity(unit === "hour" ? rest / HOUR : rest, unit, locale)}`;
}

const two = (value: number) => String(value).padStart(2, "0");

/** 00:11:48 */
export function clockDuration(seconds: number) {
  const whole = Math.max(0, Math.floor(seconds));
  return `${two(Math.floor(whole / HOUR))}:${two(Math.floor((whole % HOUR) / MINUTE))}:${two(whole % MINUTE)}`;
}

/** 4:32, and 1:04:32 from an hour on: the length of a recording. */
export function playDuration(seconds: number) {
  const whole = Math.max(0, Math.floor(seconds));
  const hours = Math.floor(whole / HOUR);
  const minutes = Math.floor((whole % HOUR) / MINUTE);
  return hours ? `${hours}:${two(minutes)}:${two(whole % MINUTE)}` : `${minutes}:${two(whole % MINUTE)}`;
}
