export type Series = { key: string; name: string; style: "first" | "second" | "before" };
export type Point = { day: string; [key: string]: number | string | null };

/** The day a line ends on while it is still going on: drawn apart, since it can only grow. */
const TAIL = "~tail";
const SO_FAR = "~so-far";
export const tailKey = (key: string) => `${key}${TAIL}`;
export const soFarKey = (key: string) => `${key}${SO_FAR}`;

/**
 * Points with what is not over taken out of its line: the line ends with the last whole day, a tail leads from there
 * to the unfinished day, and that day's value stands alone. Past lines are whole.
 */
export function withoutUnfinished(points: Point[], series: readonly Series[], today: string): Point[] {
  const last = points.length - 1;
  if (points[last]?.day !== today) return points;
  const growing = series.filter((each) => each.style !== "before");
  return points.map((point, index) => {
    if (index < last - 1) return point;
    const split: Point = { ...point };
    for (const { key } of growing) {
      split[tailKey(key)] = point[key] ?? null;
      if (index === last) {
        split[soFarKey(key)] = point[key] ?? null;
        split[key] = null;
      }
    }
    return split;
  });
}

/** What a chart shows as rows of text: headings, then a day each. */
export type TableOf = { headings: string[]; rows: string[][] };

/** For pasting into a spreadsheet: tabs between cells. */
export const asTabs = ({ headings, rows }: TableOf) => [headings, ...rows].map((row) => row.join("\t")).join("\n");

/** For a spreadsheet of this language, as the server writes its files: semicolons where decimals have a comma. */
export function asCsv({ headings, rows }: TableOf, locale: string): string {
  const hasComma = new Intl.NumberFormat(locale).format(0.5).includes(",");
  const cell = (text: string) => (/^-?[\d.,]+$/.test(text) ? text : `"${text.replaceAll('"', '""')}"`);
  const lines = [headings, ...rows].map((row) => row.map(cell).join(hasComma ? ";" : ","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
