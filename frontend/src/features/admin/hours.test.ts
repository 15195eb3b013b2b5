import { expect, test } from "vitest";
import { clockOf, hoursInWords, minutesOf, type Week } from "./hours";

const nine: Week[string] = [[540, 1020]];

test("neighbouring days with equal hours are told together", () => {
  const week: Week = { 0: nine, 1: nine, 2: nine, 3: nine, 4: nine, 5: [[600, 720]] };

  expect(hoursInWords(week, "en-GB")).toBe("Mon–Fri 09:00–17:00, Sat 10:00–12:00");
});

test("equal days with a closed one between are told apart", () => {
  expect(hoursInWords({ 0: nine, 2: nine }, "en-GB")).toBe("Mon 09:00–17:00, Wed 09:00–17:00");
});

test("a break splits a day", () => {
  const week: Week = {
    0: [
      [540, 720],
      [780, 1020],
    ],
  };

  expect(hoursInWords(week, "en-GB")).toBe("Mon 09:00–12:00, 13:00–17:00");
});

test("a day without a break in it ends at 24:00, not where it began", () => {
  expect(hoursInWords({ 5: [[0, 1440]], 6: [[0, 1440]] }, "en-GB")).toBe("Sat–Sun 00:00–24:00");
});

test("midnight is the end of the day as an end and its start as a start", () => {
  expect([minutesOf("00:00", true), minutesOf("00:00"), clockOf(1440)]).toEqual([1440, 0, "00:00"]);
});

test("a half typed time is no time", () => {
  expect(minutesOf("9:")).toBeNull();
});
