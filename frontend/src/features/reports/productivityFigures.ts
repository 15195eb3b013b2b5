import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { Day, ProductivityRow, ProductivityTotal } from "@/api/generated/types.gen";
import type { Unit } from "./figureFormat";
import type { Figure } from "./reportSearch";

type ProductivityFigure = {
  column: string;
  /** Whose rows it opens and whose definition explains it. */
  code: Figure;
  name: MessageDescriptor;
  unit: Unit;
  better: "up" | "down" | "none";
  value: (row: ProductivityRow | ProductivityTotal) => number | null;
  /** The same of single days, where it is known: the shape on its card. */
  perDay?: (day: Day) => number | null;
};

/** The columns, left to right. */
export const PRODUCTIVITY: readonly ProductivityFigure[] = [
  {
    column: "assigned",
    code: "assigned",
    name: msg`Assigned`,
    unit: "count",
    better: "none",
    value: (row) => row.assigned,
  },
  {
    column: "replied",
    code: "replied",
    name: msg`Tickets answered`,
    unit: "count",
    better: "none",
    value: (row) => row.replied,
  },
  {
    column: "replies",
    code: "replies",
    name: msg`Replies`,
    unit: "count",
    better: "none",
    value: (row) => row.replies,
    perDay: (day) => day.replies,
  },
  {
    column: "solved",
    code: "solved",
    name: msg`Solved`,
    unit: "count",
    better: "up",
    value: (row) => row.solved,
    perDay: (day) => day.solved,
  },
  {
    column: "first_response",
    code: "first_response",
    name: msg`First reply, median`,
    unit: "seconds",
    better: "down",
    value: (row) => row.first_response.median,
    perDay: (day) => day.first_response_median,
  },
  {
    column: "first_response_p90",
    code: "first_response",
    name: msg`First reply, 9 of 10 within`,
    unit: "seconds",
    better: "down",
    value: (row) => row.first_response.p90,
  },
  {
    column: "calls_answered",
    code: "calls_answered",
    name: msg`Calls answered`,
    unit: "count",
    better: "none",
    value: (row) => row.calls_answered,
    perDay: (day) => day.calls_answered,
  },
  {
    column: "talk",
    code: "talk",
    name: msg`Talk time, mean`,
    unit: "seconds",
    better: "none",
    value: (row) => row.talk.mean,
    perDay: (day) => day.talk_mean,
  },
];

/** What stands on the cards above: at most five. */
export const PRODUCTIVITY_CARDS = ["solved", "replies", "first_response", "calls_answered", "talk"];
