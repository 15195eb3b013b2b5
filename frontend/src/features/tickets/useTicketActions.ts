import { t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  ticketsRetrieveQueryKey,
  ticketsThreadInfiniteQueryKey,
  ticketsViewsQueryKey,
} from "@/api/generated/@tanstack/react-query.gen";
import { ticketsAssign, ticketsPriority, ticketsSolve, ticketsStatus, ticketsTransfer } from "@/api/generated/sdk.gen";
import { asProblem } from "@/api/problem";
import { patchTicket, rowOf, type TicketDetail, type TicketRow } from "@/api/tickets";
import { notify, notifyProblem } from "@/ui/notify";

type Named = { id: string; name: string };
type Action = {
  /** What the ticket will look like; shown at once. */
  patch: Partial<TicketRow>;
  send: (version: number) => Promise<{ data: TicketDetail }>;
  /** Said when the server agreed. */
  done: string;
  undo?: () => void;
};

/**
 * What can be done to one ticket. Each shows its result before the server answers and offers Undo; a refusal puts
 * everything back and says why. Actions on one ticket follow each other, so that none of them sends a stale version.
 */
export function useTicketActions(ticket: TicketDetail) {
  const queryClient = useQueryClient();
  const path = { public_id: ticket.id };
  const detailKey = ticketsRetrieveQueryKey({ path });
  const newest = () => queryClient.getQueryData<TicketDetail>(detailKey) ?? ticket;

  const { mutate } = useMutation({
    scope: { id: `ticket ${ticket.id}` },
    mutationFn: async ({ send }: Action) => (await send(newest().version)).data,
    onMutate: async ({ patch }) => {
      await queryClient.cancelQueries({ queryKey: detailKey });
      const { status, assignee, priority, department } = newest();
      patchTicket(queryClient, ticket.id, patch);
      return { before: { status, assignee, priority, department } };
    },
    onError: (error, _action, context) => {
      if (context) patchTicket(queryClient, ticket.id, context.before);
      notifyProblem(error);
      if (asProblem(error)?.code === "stale_version") void queryClient.invalidateQueries({ queryKey: detailKey });
    },
    onSuccess: (answer, { done, undo }) => {
      queryClient.setQueryData(detailKey, answer);
      patchTicket(queryClient, ticket.id, rowOf(answer));
      void queryClient.invalidateQueries({ queryKey: ticketsThreadInfiniteQueryKey({ path }) });
      void queryClient.invalidateQueries({ queryKey: ticketsViewsQueryKey() });
      notify(done, { undo });
    },
  });

  const number = ticket.number;
  const assign = (person: Named | null, undoable = true) => {
    const before = newest().assignee;
    const name = person?.name ?? "";
    mutate({
      patch: { assignee: person },
      send: (version) =>
        ticketsAssign({ path, body: { assignee_id: person?.id ?? null, version }, throwOnError: true }),
      done: person ? t`#${number} is assigned to ${name}` : t`#${number} is assigned to nobody`,
      undo: undoable ? () => assign(before, false) : undefined,
    });
  };
  const setStatus = (status: TicketRow["status"], undoable = true) => {
    const before = newest().status;
    mutate({
      patch: { status },
      send: (version) => ticketsStatus({ path, body: { status, version }, throwOnError: true }),
      done: t`The status of #${number} was changed`,
      undo: undoable ? () => setStatus(before === "new" ? "open" : before, false) : undefined,
    });
  };
  const solve = () => {
    const before = newest().status;
    mutate({
      patch: { status: "solved" },
      send: (version) => ticketsSolve({ path, body: { version }, throwOnError: true }),
      done: t`#${number} is solved`,
      undo: () => setStatus(before === "new" ? "open" : before, false),
    });
  };
  const setPriority = (priority: TicketRow["priority"], undoable = true) => {
    const before = newest().priority;
    mutate({
      patch: { priority },
      send: (version) => ticketsPriority({ path, body: { priority, version }, throwOnError: true }),
      done: t`The priority of #${number} was changed`,
      undo: undoable ? () => setPriority(before, false) : undefined,
    });
  };
  const transfer = (department: Named, undoable = true) => {
    const before = newest().department;
    const name = department.name;
    mutate({
      patch: { department },
      send: (version) => ticketsTransfer({ path, body: { department_id: department.id, version }, throwOnError: true }),
      done: t`#${number} was moved to ${name}`,
      undo: undoable ? () => transfer(before, false) : undefined,
    });
  };
  return { assign, setStatus, solve, setPriority, transfer };
}

export type TicketActions = ReturnType<typeof useTicketActions>;
