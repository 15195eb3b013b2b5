import { useLingui } from "@lingui/react/macro";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  peopleEndMutation,
  peopleRemoveSecondFactorMutation,
  peopleRestoreMutation,
  peopleUpdateMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Person } from "@/api/generated/types.gen";
import { notify, notifyProblem } from "@/ui/notify";
import { useStale } from "@/ui/useStale";
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
  const { theirs, notice, clear } = useStale<Person>();
  const [wanted, setWanted] = useState<Role | null>(null);
  const updating = useMutation({
    ...peopleUpdateMutation(),
    ...always,
    onError: (refusal) => notice(refusal) || notifyProblem(refusal),
  });
  const ending = useMutation({ ...peopleEndMutation(), ...always });
  const removing = useMutation({ ...peopleRemoveSecondFactorMutation(), ...always });
  const restoring = useMutation({ ...peopleRestoreMutation(), ...always });

  const changeRole = (role: Role, { role: before, version } = theirs ?? person) => {
    setWanted(role);
    updating.mutate(
      { path, body: { role, version } },
      {
        onSuccess: (answer) => {
          clear();
          notify(t`${person.name} is now ${i18n._(roleName[role])}.`, {
            undo: () => updating.mutate({ path, body: { role: before, version: answer.version } }),
          });
        },
      },
    );
  };
  return {
    changeRole: (role: Role) => changeRole(role, person),
    /** Somebody else gave the person another role meanwhile: theirs, and what was wanted here. */
    stale: theirs && wanted && { theirs: theirs.role, mine: wanted },
    keepMine: () => wanted && changeRole(wanted),
    takeTheirs: clear,
    updating: updating.isPending,
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

export type PersonActions = ReturnType<typeof usePerson>;

const LISTS = new Set(["peopleList", "invitationsList"]);

export const refreshPeople = (queryClient: QueryClient) =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => LISTS.has((queryKey[0] as { _id?: string } | undefined)?._id ?? ""),
  });
