import { useLingui } from "@lingui/react/macro";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  setAsideMailDismissMutation,
  setAsideMailOriginalMutation,
  setAsideMailReadAgainMutation,
  setAsideMailRestoreMutation,
  setAsideMailTicketMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { SetAsideMail } from "@/api/generated/types.gen";
import { notify, notifyProblem } from "@/ui/notify";

const ASKED = new Set(["setAsideMailList", "setAsideMailRetrieve", "inboundList"]);

const refresh = (queryClient: QueryClient) =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => ASKED.has((queryKey[0] as { _id?: string } | undefined)?._id ?? ""),
  });

/** What can be done with a mail on no ticket. Whatever comes of it, the lists are asked again. */
export function useSetAsideActs() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const always = { onError: notifyProblem, onSettled: () => refresh(queryClient) };
  const restoring = useMutation({ ...setAsideMailRestoreMutation(), ...always });
  const restore = (mail: SetAsideMail) =>
    restoring.mutate({ path: { public_id: mail.id }, body: { version: mail.version } });
  const dismissing = useMutation({
    ...setAsideMailDismissMutation(),
    ...always,
    onSuccess: (mail) => notify(t`Dismissed.`, { undo: () => restore(mail) }),
  });
  const making = useMutation({
    ...setAsideMailTicketMutation(),
    ...always,
    onSuccess: ({ ticket }) => {
      const number = ticket?.number;
      notify(t`Ticket #${number} is made.`);
    },
  });
  const reading = useMutation({
    ...setAsideMailReadAgainMutation(),
    ...always,
    onSuccess: () => notify(t`It is being read again.`),
  });
  const downloading = useMutation({
    ...setAsideMailOriginalMutation(),
    onError: notifyProblem,
    onSuccess: ({ url }) => window.location.assign(url),
  });
  return {
    busy: [dismissing, restoring, making, reading, downloading].some((one) => one.isPending),
    making: making.isPending,
    restore,
    dismiss: (mail: SetAsideMail) =>
      dismissing.mutate({ path: { public_id: mail.id }, body: { version: mail.version } }),
    makeTicket: (mail: SetAsideMail, department_id: string) =>
      making.mutate({ path: { public_id: mail.id }, body: { version: mail.version, department_id } }),
    readAgain: (mail: SetAsideMail) => reading.mutate({ path: { public_id: mail.id } }),
    download: (mail: SetAsideMail) => downloading.mutate({ path: { public_id: mail.id } }),
  };
}

export type SetAsideActs = ReturnType<typeof useSetAsideActs>;
