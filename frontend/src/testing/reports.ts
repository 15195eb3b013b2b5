import type { Definition, DrillRow, Productivity, ProductivityRow } from "@/api/generated/types.gen";

const NONE = { n: 0, mean: null, median: null, p90: null };
const FIGURES = {
  assigned: 0,
  replied: 0,
  replies: 0,
  solved: 0,
  calls_answered: 0,
  first_response: NONE,
  talk: { ...NONE, total_seconds: 0 },
};

/** The smallest valid rows of a report; a test says only what matters to it. */
export const anAgent = (given: Partial<ProductivityRow> = {}): ProductivityRow => ({
  ...FIGURES,
  agent: { id: "a1000000-0000-4000-8000-000000000001", name: "Petr Svoboda" },
  ...given,
});

export const aReport = (rows: ProductivityRow[], total: Partial<Productivity["total"]> = {}): Productivity => ({
  period: { from: "2026-11-01", to: "2026-11-30" },
  zone: "Europe/Prague",
  clock: "calendar",
  data_as_of: "2026-11-30T10:00:00Z",
  stale: false,
  days: [],
  left_out: [],
  rows,
  total: { ...FIGURES, received: 0, calls_offered: 0, calls_abandoned: 0, not_additive: [], ...total },
  previous: null,
});

export const aDrillRow = (number: number): DrillRow => ({
  kind: "ticket",
  id: `7b0c2f6e-0000-4000-8000-00000000000${number}`,
  title: `Ticket ${number}`,
  at: "2026-11-18T09:00:00Z",
  value: null,
  agent: null,
  ticket: null,
  comment: null,
});

export const aDefinition = (given: Partial<Definition> = {}): Definition => ({
  code: "solved",
  metric: "solved",
  version: 1,
  name: "Solved tickets",
  sentence: "Tickets that were solved.",
  formula: "Number of different tickets solved in the period.",
  period_rule: "The day it happened.",
  clock: "",
  exclusions: [],
  settings: {},
  zone: "Europe/Prague",
  ...given,
});
