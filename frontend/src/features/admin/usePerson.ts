import { useLingui } from "@lingui/react/macro";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  peopleEndMutation,
  peopleRemoveSecondFactorMutation,
  peopleRestoreMutation,
  peopleUpdateMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Person } from "@/api/generated/types.gen";
import { notify, notifyProblem } from "@/ui/notify";
import { type Role, roleName } from "./roleName";

/** What can be done with one person; a refusal leaves everything as the server has it. */
export function usePerson(person: Person) {
  const { t, i18n } = useLingui();
  const queryClient = useQueryClient();
  const path = { public_id: person.id };
  const always = {
    onError: notifyProblem,
    onSettled: () => refreshPeople(queryClient),
  };
  const updating = useMutation({ ...peopleUpdateMutation(), ...always });
  const ending = useMutation({ ...peopleEndMutation(), ...always });
  const removing = useMutation({ ...peopleRemoveSecondFactorMutation(), ...always });
  const restoring = useMutation({ ...peopleRestoreMutation(), ...always });

  const changeRole = (role: Role) => {
    const before = person.role;
    updating.mutate(
      { path, body: { role, version: person.version } },
      {
        onSuccess: (answer) =>
          notify(t`${person.name} is now ${i18n._(roleName[role])}.`, {
            undo: () => updating.mutate({ path, body: { role: before, version: answer.version } }),
          }),
      },
    );
  };
  return {
    changeRole,
    end: () =>
      ending.mutate(
        { path, body: { version: person.version } },
        { onSuccess: () => notify(t`The membership of ${person.name} has ended.`) },
      ),
    restore: () => restoring.mutate({ path }, { onSuccess: () => notify(t`${person.name} can sign in again.`) }),
    removeSecondFactor: () =>
      removing.mutate({ path }, { onSuccess: () => notify(t`The second step of ${person.name} is removed.`) }),
    removing: removing.isPending,
    ending: ending.isPending,
    restoring: restoring.isPending,
  };
}

const LISTS = new Set(["peopleList", "invitationsList"]);

export const refreshPeople = (queryClient: QueryClient) =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => LISTS.has((queryKey[0] as { _id?: string } | undefined)?._id ?? ""),
  });
