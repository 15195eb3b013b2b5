import { intlLocale, measuredDuration } from "@/ui/formats";

export type Unit = "count" | "seconds" | "percent" | "points";

/** A figure in the reader's language; "–" is nothing to count, "0" is none. */
export function figureText(value: number | null | undefined, unit: Unit, locale: string): string {
  if (value === null || value === undefined) return "–";
  if (unit === "seconds") return measuredDuration(value, locale);
  if (unit === "percent") return `${decimal(value, locale, 1)}\u00a0%`;
  return decimal(value, locale, unit === "points" ? 2 : 0);
}

/** A change with its sign: +12, −11 min, +1.8 pp. One too small for its unit is none. */
export function changeText(change: number, unit: Unit, locale: string): string {
  const sign = change > 0 ? "+" : change < 0 ? "−" : "±";
  const size = Math.abs(change);
  if (unit === "seconds") return `${sign}${measuredDuration(size, locale)}`;
  if (unit === "percent") return `${sign}${decimal(size, locale, 1)} pp`;
  return `${sign}${decimal(size, locale, unit === "points" ? 2 : 0)}`;
}

const decimal = (value: number, locale: string, digits: number) =>
  new Intl.NumberFormat(intlLocale(locale), { maximumFractionDigits: digits, minimumFractionDigits: digits }).format(
    value,
  );
