import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { ProductivityRow, ProductivityTotal } from "@/api/generated/types.gen";
import type { Unit } from "./figureFormat";
import type { Figure } from "./reportSearch";

export type ProductivityFigure = {
  code: Figure;
  name: MessageDescriptor;
  unit: Unit;
  better: "up" | "down" | "none";
  value: (row: ProductivityRow | ProductivityTotal) => number | null;
};

/** The columns, left to right. */
export const PRODUCTIVITY: readonly ProductivityFigure[] = [
  { code: "assigned", name: msg`Assigned`, unit: "count", better: "none", value: (row) => row.assigned },
  { code: "replied", name: msg`Tickets answered`, unit: "count", better: "none", value: (row) => row.replied },
  { code: "replies", name: msg`Replies`, unit: "count", better: "none", value: (row) => row.replies },
  { code: "solved", name: msg`Solved`, unit: "count", better: "up", value: (row) => row.solved },
  {
    code: "first_response",
    name: msg`First reply, median`,
    unit: "seconds",
    better: "down",
    value: (row) => row.first_response.median,
  },
  {
    code: "calls_answered",
    name: msg`Calls answered`,
    unit: "count",
    better: "none",
    value: (row) => row.calls_answered,
  },
  { code: "talk", name: msg`Talk time, mean`, unit: "seconds", better: "none", value: (row) => row.talk.mean },
];

/** What stands on the cards above: at most five. */
export const PRODUCTIVITY_CARDS = ["solved", "replied", "first_response", "calls_answered", "talk"];
