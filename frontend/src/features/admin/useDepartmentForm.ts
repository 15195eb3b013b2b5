import { useLingui } from "@lingui/react/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import {
  departmentsCreateMutation,
  departmentsRetrieveQueryKey,
  departmentsUpdateMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Department } from "@/api/generated/types.gen";
import { asProblem } from "@/api/problem";
import { notify, notifyProblem } from "@/ui/notify";
import { changedFields, useStale } from "@/ui/useStale";
import type { Week } from "./hours";
import { refreshDepartments } from "./refreshDepartments";

export type DepartmentFields = {
  name: string;
  zone: string;
  hours: Week;
  address_local_part: string;
  colour: string;
  first_response_seconds: number;
  survey_enabled: boolean;
};

const FOUR_HOURS = 14_400;
const FIVE_DAYS: Week = Object.fromEntries(["0", "1", "2", "3", "4"].map((day) => [day, [[540, 1020]]]));

const newDepartment = (zone: string): DepartmentFields => ({
  name: "",
  zone,
  hours: FIVE_DAYS,
  address_local_part: "",
  colour: "#5666de",
  first_response_seconds: FOUR_HOURS,
  survey_enabled: true,
});

export const fieldsOf = (department: Department): DepartmentFields => ({
  name: department.name,
  zone: department.zone,
  hours: department.hours as Week,
  address_local_part: department.address_local_part,
  colour: department.colour,
  first_response_seconds: department.first_response_seconds,
  survey_enabled: department.survey_enabled,
});

/** A department being edited: only what was changed is sent, and a change by somebody else meanwhile is shown. */
export function useDepartmentForm(department: Department | null, zone: string) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const [seen, setSeen] = useState(department);
  const original = seen ? fieldsOf(seen) : newDepartment(zone);
  const [fields, setFields] = useState(original);
  const [problem, setProblem] = useState<unknown>(null);
  const { theirs, notice, clear } = useStale<Department>();
  const creating = useMutation(departmentsCreateMutation());
  const updating = useMutation(departmentsUpdateMutation());
  const changes = changedFields(original, fields);

  const saved = (answer: Department) => {
    setSeen(answer);
    setFields(fieldsOf(answer));
    clear();
    setProblem(null);
    queryClient.setQueryData(departmentsRetrieveQueryKey({ path: { public_id: answer.id } }), answer);
    void refreshDepartments(queryClient);
    notify(t`${answer.name} saved.`);
  };

  const save = async (over?: Department) => {
    const version = over?.version ?? seen?.version;
    try {
      if (seen === null) {
        const answer = await creating.mutateAsync({ body: fields });
        saved(answer);
        await navigate({ to: "/admin/departments/$department", params: { department: answer.id }, replace: true });
      } else {
        saved(
          await updating.mutateAsync({ path: { public_id: seen.id }, body: { ...changes, version: version ?? 0 } }),
        );
      }
    } catch (refusal) {
      setProblem(refusal);
      if (!notice(refusal) && !asProblem(refusal)?.errors?.length) notifyProblem(refusal);
    }
  };

  return {
    fields,
    set: (change: Partial<DepartmentFields>) => setFields({ ...fields, ...change }),
    dirty: Object.keys(changes).length > 0,
    changes,
    problem,
    theirs,
    save: () => void save(),
    keepMine: () => theirs && void save(theirs),
    takeTheirs: () => theirs && saved(theirs),
    saving: creating.isPending || updating.isPending,
  };
}

export type DepartmentForm = ReturnType<typeof useDepartmentForm>;
