import { useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  meRetrieveQueryKey,
  organizationRetrieveQueryKey,
  organizationUpdateMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { OrganizationSettings } from "@/api/generated/types.gen";
import { asProblem } from "@/api/problem";
import { notify, notifyProblem } from "@/ui/notify";
import { changedFields, useStale } from "@/ui/useStale";

export type OrganizationFields = Pick<OrganizationSettings, "name" | "language" | "zone" | "undo_send_seconds">;

export const fieldsOf = ({ name, language, zone, undo_send_seconds }: OrganizationSettings): OrganizationFields => ({
  name,
  language,
  zone,
  undo_send_seconds,
});

/** The settings being edited: only what was changed is sent, and a change by somebody else meanwhile is shown. */
export function useOrganizationForm(organization: OrganizationSettings) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const [seen, setSeen] = useState(organization);
  const [fields, setFields] = useState(fieldsOf(organization));
  const [problem, setProblem] = useState<unknown>(null);
  const { theirs, notice, clear } = useStale<OrganizationSettings>();
  const updating = useMutation(organizationUpdateMutation());
  const changes = changedFields(fieldsOf(seen), fields);

  const show = (answer: OrganizationSettings) => {
    setSeen(answer);
    setFields(fieldsOf(answer));
    setProblem(null);
    clear();
    queryClient.setQueryData(organizationRetrieveQueryKey(), answer);
    void queryClient.invalidateQueries({ queryKey: meRetrieveQueryKey() });
  };
  const save = ({ version } = seen) =>
    updating.mutate(
      { body: { ...changes, version } },
      {
        onSuccess: (answer) => {
          show(answer);
          notify(t`Settings saved.`);
        },
        onError: (refusal) => {
          setProblem(refusal);
          if (!notice(refusal) && !asProblem(refusal)?.errors?.length) notifyProblem(refusal);
        },
      },
    );
  return {
    fields,
    set: (change: Partial<OrganizationFields>) => setFields({ ...fields, ...change }),
    dirty: Object.keys(changes).length > 0,
    changes,
    problem,
    theirs,
    saving: updating.isPending,
    save: () => save(),
    keepMine: () => theirs && save(theirs),
    takeTheirs: () => theirs && show(theirs),
  };
}

export type OrganizationForm = ReturnType<typeof useOrganizationForm>;
