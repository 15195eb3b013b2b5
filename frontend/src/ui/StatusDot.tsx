import type { TicketRow } from "@/api/tickets";
import classes from "./StatusDot.module.css";

/** A status as a small shape; its name always stands beside it. */
export function StatusDot({ status }: { status: TicketRow["status"] }) {
  return <span className={classes.dot} data-status={status} aria-hidden />;
}
