import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, MultiSelect, Skeleton } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import {
  departmentsEffectsOptions,
  departmentsMembersMutation,
  departmentsRetrieveQueryKey,
  peopleListOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Department } from "@/api/generated/types.gen";
import { notify, notifyProblem } from "@/ui/notify";
import classes from "./AdminFrame.module.css";
import { refreshDepartments } from "./refreshDepartments";

/** Who works here. Somebody who leaves loses their open tickets of it, which is said before it happens. */
export function DepartmentMembers({ department }: { department: Department }) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const path = { public_id: department.id };
  const [chosen, setChosen] = useState(department.member_ids);
  const effects = useQuery(departmentsEffectsOptions({ path })).data;
  const people = usePeopleToChoose(effects?.members ?? []);
  const saving = useMutation({
    ...departmentsMembersMutation(),
    onError: notifyProblem,
    onSuccess: (answer: Department) => {
      queryClient.setQueryData(departmentsRetrieveQueryKey({ path }), answer);
      setChosen(answer.member_ids);
      void refreshDepartments(queryClient);
      notify(t`The people of ${answer.name} were saved.`);
    },
  });
  const leaving = effects?.members.filter((member) => !chosen.includes(member.id) && member.open_tickets > 0) ?? [];
  const dirty = [...chosen].sort().join() !== [...department.member_ids].sort().join();
  if (!effects) return <Skeleton height={120} />;

  return (
    <section className={classes.card} aria-label={t`People`}>
      <h2>
        <Trans>People</Trans>
      </h2>
      <div className={classes.form}>
        <MultiSelect
          aria-label={t`People who work here`}
          data={people.data}
          value={chosen}
          onChange={setChosen}
          searchable
          searchValue={people.search}
          onSearchChange={people.setSearch}
          filter={({ options }) => options.filter((option) => "value" in option && people.matches(option.value))}
          limit={20}
          nothingFoundMessage={t`Nobody found`}
          disabled={!department.abilities.manage}
        />
        {leaving.map((member) => (
          <p key={member.id} className={classes.warning}>
            <Plural
              value={member.open_tickets}
              one={`${member.name} has # open ticket here. It will be unassigned.`}
              other={`${member.name} has # open tickets here. They will be unassigned.`}
            />
          </p>
        ))}
        <div>
          <Button
            disabled={!dirty}
            loading={saving.isPending}
            onClick={() => saving.mutate({ path, body: { member_ids: chosen, version: department.version } })}
          >
            <Trans>Save people</Trans>
          </Button>
        </div>
      </div>
    </section>
  );
}

/** Found by the server, with those already here always among them so that their names are known. */
function usePeopleToChoose(members: readonly { id: string; name: string }[]) {
  const [search, setSearch] = useState("");
  const [asked] = useDebouncedValue(search.trim(), 250);
  const [known, setKnown] = useState<Record<string, string>>({});
  const found = useQuery(peopleListOptions({ query: asked ? { q: asked } : {} })).data?.results ?? [];
  const active = found.filter((person) => person.ended_at === null);
  const missing = active.filter((person) => known[person.id] === undefined);
  if (missing.length > 0)
    setKnown({ ...known, ...Object.fromEntries(missing.map((person) => [person.id, person.name])) });
  const names = { ...Object.fromEntries(members.map((member) => [member.id, member.name])), ...known };
  const data = Object.entries(names).map(([value, label]) => ({ value, label }));
  const matches = (id: string) => asked === "" || active.some((person) => person.id === id);
  return { search, setSearch, data, matches };
}
