import type { TicketDetail } from "@/api/tickets";
import type { Promised } from "@/ui/sla";

/** The promise of a first reply, as the server counts it. */
export function firstReply(ticket: TicketDetail): Promised {
  const clock = ticket.sla.first_response;
  return {
    dueAt: clock.due_at,
    startedAt: clock.started_at ?? ticket.opened_at,
    stoppedAt: clock.stopped_at ?? ticket.first_responded_at,
  };
}
