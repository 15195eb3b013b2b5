import { useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { ticketsListInfiniteQueryKey, ticketsViewsQueryKey } from "@/api/generated/@tanstack/react-query.gen";
import { ticketsCreate } from "@/api/generated/sdk.gen";
import { asProblem } from "@/api/problem";
import { useMe } from "@/api/useMe";
import { notify, notifyProblem } from "@/ui/notify";
import { blankTicket, dropNewTicket, keepNewTicket, type NewTicket, readNewTicket } from "./newTicketStore";

/** A ticket being written to somebody first. Nothing typed is lost before it is sent, and it is opened once. */
export function useNewTicket(firstDepartment: string | null) {
  const { t } = useLingui();
  const me = useMe();
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const [fields, setFields] = useState(() => readNewTicket(me.id) ?? blankTicket(me.organization.language));
  const department = fields.department ?? firstDepartment;

  const opening = useMutation({
    mutationFn: async () => {
      const { email, name, key, ...message } = fields;
      const body = { ...message, department_id: department ?? "", contact_email: email.trim(), contact_name: name };
      const { department: _chosen, ...input } = body;
      return (await ticketsCreate({ body: input, headers: { "Idempotency-Key": key }, throwOnError: true })).data;
    },
    onError: (refusal) => {
      if (!asProblem(refusal)?.errors?.length) notifyProblem(refusal);
    },
    onSuccess: async ({ id, number }) => {
      dropNewTicket(me.id);
      void queryClient.invalidateQueries({ queryKey: ticketsListInfiniteQueryKey() });
      void queryClient.invalidateQueries({ queryKey: ticketsViewsQueryKey() });
      notify(t`#${number} was opened and its message is on the way`);
      await navigate({ to: "/inbox/$view/$ticket", params: { view: "all", ticket: id } });
    },
  });

  const set = (change: Partial<NewTicket>) => {
    const next = { ...fields, ...change, key: crypto.randomUUID() };
    setFields(next);
    keepNewTicket(me.id, next);
  };
  const startOver = () => {
    dropNewTicket(me.id);
    setFields(blankTicket(me.organization.language));
    opening.reset();
  };
  const complete = Boolean(department && fields.email.trim() && fields.subject.trim() && fields.text.trim());
  const begun = Boolean(fields.email || fields.name || fields.subject || fields.text);
  return {
    fields: { ...fields, department },
    set,
    startOver,
    complete,
    begun,
    problem: opening.error,
    sending: opening.isPending,
    send: () => complete && !opening.isPending && opening.mutate(),
  };
}
