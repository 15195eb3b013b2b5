import { useQueryClient } from "@tanstack/react-query";
import { ticketsRead } from "./generated/sdk.gen";
import { patchTicket } from "./tickets";

/** Puts a ticket back among the unread; shown at once, and taken back if the server did not agree. */
export function useMarkUnread() {
  const queryClient = useQueryClient();
  return async (id: string) => {
    patchTicket(queryClient, id, { unread: true });
    const { error } = await ticketsRead({ path: { public_id: id }, body: { message_id: null } });
    if (error) patchTicket(queryClient, id, { unread: false });
  };
}
