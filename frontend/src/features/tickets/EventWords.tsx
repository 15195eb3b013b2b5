import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import type { ThreadEvent, TicketRow } from "@/api/tickets";
import { priorityName, statusName } from "@/ui/ticketWords";

/** One event in words, of one whole sentence each; an event of a newer server shows its name. */
export function EventWords({ event }: { event: ThreadEvent }) {
  const { i18n } = useLingui();
  const { before, after, by_contact } = event.detail;
  const status = (value: string | null | undefined) => {
    const name = statusName[value as TicketRow["status"]];
    return name ? i18n._(name) : (value ?? "");
  };
  const priority = (value: string | null | undefined) => {
    const name = priorityName[value as TicketRow["priority"]];
    return name ? i18n._(name) : (value ?? "");
  };
  const statusBefore = status(before);
  const statusAfter = status(after);
  const priorityAfter = priority(after);

  const words: Record<string, ReactNode> = {
    "helpdesk.ticket.opened": by_contact ? <Trans>ticket opened by the customer</Trans> : <Trans>ticket opened</Trans>,
    "helpdesk.ticket.assigned": after ? <Trans>assigned to {after}</Trans> : <Trans>assigned to nobody</Trans>,
    "helpdesk.ticket.status_changed": (
      <Trans>
        status changed from {statusBefore} to {statusAfter}
      </Trans>
    ),
    "helpdesk.ticket.prioritised": <Trans>priority set to {priorityAfter}</Trans>,
    "helpdesk.ticket.solved": <Trans>ticket solved</Trans>,
    "helpdesk.ticket.reopened": by_contact ? (
      <Trans>ticket reopened by the customer’s message</Trans>
    ) : (
      <Trans>ticket reopened</Trans>
    ),
    "helpdesk.ticket.transferred": (
      <Trans>
        moved from {before} to {after}
      </Trans>
    ),
    "helpdesk.ticket.participant_added": <Trans>{after} added to the conversation</Trans>,
    "helpdesk.ticket.participant_left_out": <Trans>{after} left out of the conversation</Trans>,
  };
  return <>{words[event.name] ?? event.name}</>;
}
