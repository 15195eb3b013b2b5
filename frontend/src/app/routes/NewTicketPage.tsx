import { NewTicketForm } from "@/features/newTicket/NewTicketForm";

export function NewTicketPage() {
  return <NewTicketForm />;
}
