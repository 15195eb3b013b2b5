import { intlLocale } from "./formats";

/** 218 kB, 1.4 MB: decimal units, as file managers write them. */
export function fileSize(bytes: number, locale: string) {
  const [value, unit] =
    bytes < 1e3 ? [bytes, "byte"] : bytes < 1e6 ? [bytes / 1e3, "kilobyte"] : [bytes / 1e6, "megabyte"];
  return new Intl.NumberFormat(intlLocale(locale), {
    style: "unit",
    unit,
    unitDisplay: "short",
    maximumFractionDigits: value < 10 ? 1 : 0,
  }).format(value);
}
