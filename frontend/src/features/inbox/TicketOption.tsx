import { memo } from "react";
import type { TicketRow as Row } from "@/api/tickets";
import classes from "./TicketListbox.module.css";
import { TicketRow } from "./TicketRow";

type TicketOptionProps = {
  row: Row;
  me: string;
  index: number;
  count: number;
  /** Pixels from the beginning of the list. */
  start: number;
  /** The keyboard stands here. */
  at: boolean;
  open: boolean;
  selected: boolean;
  arrived: boolean;
};

export const optionId = (row: Row) => `ticket-${row.id}`;

/** One row as a choice of the list box, which holds the focus and answers keys and pointer for all of them. */
export const TicketOption = memo(function TicketOption(option: TicketOptionProps) {
  return (
    <div
      id={optionId(option.row)}
      role="option"
      tabIndex={-1}
      aria-selected={option.selected}
      aria-current={option.open || undefined}
      aria-setsize={option.count}
      aria-posinset={option.index + 1}
      data-index={option.index}
      data-at={option.at || undefined}
      data-arrived={option.arrived || undefined}
      className={classes.option}
      style={{ transform: `translateY(${option.start}px)` }}
    >
      <TicketRow ticket={option.row} me={option.me} />
    </div>
  );
});

/** The place in the list of the row an event came from; null between rows. */
export function indexOf(target: EventTarget) {
  const option = target instanceof Element ? target.closest<HTMLElement>("[data-index]") : null;
  return option ? Number(option.dataset.index) : null;
}
