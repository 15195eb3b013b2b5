import { expect, test } from "vitest";
import { dayFromAddress, daysIn, periodName, presetOf, presetPeriod, previousPeriod, todayIn } from "./periods";

test("today is the organization's, not the reader's", () => {
  const evening = new Date("2026-11-21T22:30:00Z");

  expect(todayIn("Europe/Riga", evening)).toBe("2026-11-22");
  expect(todayIn("Europe/Prague", evening)).toBe("2026-11-21");
});

test("last month ends on its own last day, also in March", () => {
  expect(presetPeriod("lastMonth", "2026-03-31")).toEqual({ from: "2026-02-01", to: "2026-02-28" });
});

test("some days are compared with as many days right before them", () => {
  const weeks = { from: "2026-11-02", to: "2026-11-15" };

  expect(previousPeriod(weeks)).toEqual({ from: "2026-10-19", to: "2026-11-01" });
  expect(daysIn(previousPeriod(weeks))).toBe(14);
});

test.each([
  [
    { from: "2026-11-01", to: "2026-11-30" },
    { from: "2026-10-01", to: "2026-10-31" },
  ],
  [
    { from: "2026-01-01", to: "2026-03-31" },
    { from: "2025-10-01", to: "2025-12-31" },
  ],
])("whole months are compared with as many months", (period, before) => {
  expect(previousPeriod(period)).toEqual(before);
});

test("the year is left out while it is this one", () => {
  const november = { from: "2026-11-01", to: "2026-11-30" };

  expect(periodName(november, "en-GB", "2026-12-01")).toMatch(/^1\s?[–-]\s?30 Nov$/);
  expect(periodName(november, "en-GB", "2027-01-01")).toMatch(/2026$/);
});

test("a custom period has no preset, a preset is recognised", () => {
  expect(presetOf({ from: "2026-11-15", to: "2026-11-21" }, "2026-11-21")).toBe("last7");
  expect(presetOf({ from: "2026-11-14", to: "2026-11-21" }, "2026-11-21")).toBeNull();
});

test.each(["2026-02-30", "yesterday", "", undefined, 20261101])("%s is no day", (value) => {
  expect(dayFromAddress(value)).toBeNull();
});

test("a period is named in the reader's language", () => {
  expect(periodName({ from: "2026-11-01", to: "2026-11-30" }, "en-GB")).toMatch(/^1\s?[–-]\s?30 Nov 2026$/);
});
