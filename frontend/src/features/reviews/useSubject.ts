import { useQuery } from "@tanstack/react-query";
import { callsRetrieveOptions, ticketsRetrieveOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { Review } from "@/api/generated/types.gen";

/** What the review is about: a call with the ticket it belongs to, if any, or a ticket. */
export function useSubject({ subject }: Review) {
  const isCall = subject.kind === "call";
  const call = useQuery({ ...callsRetrieveOptions({ path: { public_id: subject.id } }), enabled: isCall }).data;
  const ticket = isCall ? (call?.ticket?.id ?? null) : subject.id;
  const ticketDetail = useQuery({
    ...ticketsRetrieveOptions({ path: { public_id: ticket ?? "" } }),
    enabled: ticket !== null,
  }).data;
  return { call: call ?? null, ticket, ticketDetail: ticketDetail ?? null };
}
