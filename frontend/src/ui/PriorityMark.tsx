import { IconEqual, IconTriangleFilled, IconTriangleInvertedFilled, IconUrgent } from "@tabler/icons-react";
import type { TicketRow } from "@/api/tickets";
import classes from "./PriorityMark.module.css";

const MARKS: Record<TicketRow["priority"], typeof IconEqual> = {
  urgent: IconUrgent,
  high: IconTriangleFilled,
  normal: IconEqual,
  low: IconTriangleInvertedFilled,
};

/** A priority as a shape; its name always stands beside it. */
export function PriorityMark({ priority }: { priority: TicketRow["priority"] }) {
  const Mark = MARKS[priority];
  return <Mark size={13} className={classes.mark} data-priority={priority} aria-hidden />;
}
