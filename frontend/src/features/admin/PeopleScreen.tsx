import { Trans, useLingui } from "@lingui/react/macro";
import { Select, Skeleton, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { peopleListInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import { paged } from "@/api/paging";
import { useAbility } from "@/api/useMe";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ShowMore } from "@/ui/ShowMore";
import { AdminFrame } from "./AdminFrame";
import classes from "./AdminFrame.module.css";
import { Invitations } from "./Invitations";
import { PersonLine } from "./PersonLine";
import { ROLES, type Role, roleName } from "./roleName";

type PeopleScreenProps = {
  /** What the page was opened to look for. */
  words: string;
};

/** Everybody of the organization: find, change a role, let go, take back, invite. */
export function PeopleScreen({ words }: PeopleScreenProps) {
  const { t, i18n } = useLingui();
  const manages = useAbility("member.manage");
  const [text, setText] = useState(words);
  const [role, setRole] = useState<Role | null>(null);
  const [q] = useDebouncedValue(text.trim(), 250);
  const query = { ...(q ? { q } : {}), ...(role ? { role } : {}) };
  const people = useInfiniteQuery({ ...peopleListInfiniteOptions({ query }), ...paged });
  const rows = people.data?.pages.flatMap((page) => page.results) ?? [];

  return (
    <AdminFrame title={t`People`}>
      {manages && <Invitations />}
      <section className={classes.card} aria-label={t`People`}>
        <search className={classes.filters}>
          <TextInput
            aria-label={t`Search people`}
            placeholder={t`Name or e-mail`}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Select
            aria-label={t`Role`}
            placeholder={t`Every role`}
            clearable
            data={ROLES.map((value) => ({ value, label: i18n._(roleName[value]) }))}
            value={role}
            onChange={(value) => setRole(value as Role | null)}
          />
        </search>
        {people.isPending && <Skeleton height={300} mt="sm" />}
        {people.isError && <ErrorState error={people.error} onRetry={() => void people.refetch()} />}
        {people.data && rows.length === 0 && <EmptyState title={t`Nobody fits`} />}
        {rows.length > 0 && (
          <div className={classes.scroll}>
            <table className={classes.table} aria-label={t`People`}>
              <thead>
                <tr>
                  <th scope="col">
                    <Trans>Name</Trans>
                  </th>
                  <th scope="col">
                    <Trans>E-mail</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Role</Trans>
                  </th>
                  <th scope="col">
                    <Trans>Actions</Trans>
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((person) => (
                  <PersonLine key={person.id} person={person} />
                ))}
              </tbody>
            </table>
          </div>
        )}
        <ShowMore list={people} shown={rows.length} />
      </section>
    </AdminFrame>
  );
}
