import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import type { TicketRow } from "@/api/tickets";

/** A new value in the schema fails to compile here until it has a name. */
export const statusName: Record<TicketRow["status"], MessageDescriptor> = {
  new: msg({ message: "New", context: "ticket status" }),
  open: msg({ message: "Open", context: "ticket status" }),
  pending: msg({ message: "Pending", context: "ticket status" }),
  on_hold: msg({ message: "On hold", context: "ticket status" }),
  solved: msg({ message: "Solved", context: "ticket status" }),
  closed: msg({ message: "Closed", context: "ticket status" }),
};

export const priorityName: Record<TicketRow["priority"], MessageDescriptor> = {
  low: msg({ message: "Low", context: "ticket priority" }),
  normal: msg({ message: "Normal", context: "ticket priority" }),
  high: msg({ message: "High", context: "ticket priority" }),
  urgent: msg({ message: "Urgent", context: "ticket priority" }),
};

export const languageName: Record<string, string> = {
  en: "English",
  cs: "Čeština",
  pl: "Polski",
  lv: "Latviešu",
};
