import { expect, test } from "vitest";
import { asCsv, asTabs, type Series, withoutUnfinished } from "./chartData";

const SERIES: Series[] = [
  { key: "n", name: "Received", style: "first" },
  { key: "before", name: "Before", style: "before" },
];
const DAYS = [
  { day: "2026-11-19", n: 5, before: 1 },
  { day: "2026-11-20", n: 6, before: 2 },
  { day: "2026-11-21", n: 2, before: 3 },
];

test("a day that is not over leaves its line and keeps its value apart", () => {
  const points = withoutUnfinished(DAYS, SERIES, "2026-11-21");

  expect(points[0]).toEqual(DAYS[0]);
  expect(points[1]).toEqual({ day: "2026-11-20", n: 6, "n~tail": 6, before: 2 });
  expect(points[2]).toEqual({ day: "2026-11-21", n: null, "n~tail": 2, "n~so-far": 2, before: 3 });
});

test("a period that is over is one line", () => {
  expect(withoutUnfinished(DAYS, SERIES, "2026-11-25")).toBe(DAYS);
});

test("a table is copied by tabs and kept by what the language puts between columns", () => {
  const table = { headings: ["Day", 'Said "so"'], rows: [["2026-11-19", "1,5"]] };

  expect(asTabs(table)).toBe('Day\tSaid "so"\n2026-11-19\t1,5');
  expect(asCsv(table, "cs")).toBe('\ufeff"Day";"Said ""so"""\r\n"2026-11-19";1,5\r\n');
  expect(asCsv({ ...table, rows: [["2026-11-19", "1.5"]] }, "en")).toContain('"2026-11-19",1.5');
});
