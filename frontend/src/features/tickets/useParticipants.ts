import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ticketsRetrieveQueryKey, ticketsThreadInfiniteQueryKey } from "@/api/generated/@tanstack/react-query.gen";
import { ticketsParticipantsAdd, ticketsParticipantsLeaveOut } from "@/api/generated/sdk.gen";
import type { TicketDetail } from "@/api/tickets";
import { notify, notifyProblem } from "@/ui/notify";

export type Participant = TicketDetail["participants"][number];

/** Lets people into a conversation and takes them out; each can be taken back. */
export function useParticipants(ticket: TicketDetail) {
  const queryClient = useQueryClient();
  const path = { public_id: ticket.id };
  const { mutate, isPending, variables } = useMutation({
    mutationFn: async ({ email, add }: { email: string; add: boolean; undoable: boolean }) =>
      add
        ? (await ticketsParticipantsAdd({ path, body: { email }, throwOnError: true })).data
        : (await ticketsParticipantsLeaveOut({ path, body: { email }, throwOnError: true })).data,
    onError: notifyProblem,
    onSuccess: (answer, { email, add: added, undoable }) => {
      queryClient.setQueryData(ticketsRetrieveQueryKey({ path }), answer);
      void queryClient.invalidateQueries({ queryKey: ticketsThreadInfiniteQueryKey({ path }) });
      notify(added ? t`${email} gets the next replies in copy` : t`${email} is left out of this ticket`, {
        undo: undoable ? () => mutate({ email, add: !added, undoable: false }) : undefined,
      });
    },
  });
  return {
    /** Whose decision is on its way. */
    deciding: isPending ? variables.email : null,
    add: (email: string) => mutate({ email, add: true, undoable: true }),
    leaveOut: (email: string) => mutate({ email, add: false, undoable: true }),
  };
}
