import type { Wallboard } from "@/api/generated/types.gen";

/** The smallest valid wallboard; a test says only what matters to it. */
export const aBoard = (given: Partial<Wallboard> = {}): Wallboard => ({
  scope: { id: null, name: null },
  at: "2026-11-22T10:00:00Z",
  tickets: { waiting: 0, longest_waiting_since: null, due_soon: 0, overdue: 0, open: 0 },
  calls: {
    waiting: 0,
    longest_waiting_since: null,
    answered_today: 0,
    offered_today: 0,
    abandoned_today: 0,
    service_level_percent: null,
  },
  agents: { free: 0, total: 0, by_state: [] },
  today: { solved: 0, csat: { n: 0, positive: 0, percent: null, low: null, high: null } },
  arrived: [],
  departments: [],
  ...given,
});
