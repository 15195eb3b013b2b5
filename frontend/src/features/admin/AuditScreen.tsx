import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Select } from "@mantine/core";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import {
  auditKindsOptions,
  auditListInfiniteOptions,
  peopleRetrieveOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Audit } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { Timestamp } from "@/ui/Timestamp";
import { AdminFrame } from "./AdminFrame";
import classes from "./AdminFrame.module.css";
import { AdminList } from "./AdminList";
import { auditDetail } from "./auditDetail";

export type AuditSearch = {
  /** The kind of act, as the server names it. */
  name?: string | undefined;
  /** Only what this person did. */
  person?: string | undefined;
};

type AuditScreenProps = { search: AuditSearch; change: (changes: AuditSearch) => void };

/** Who came in, who changed whose rights, who listened to a recording; the newest first. */
export function AuditScreen({ search, change }: AuditScreenProps) {
  const { t } = useLingui();
  const query = {
    ...(search.name ? { name: search.name } : {}),
    ...(search.person ? { person: search.person } : {}),
  };
  const trail = useInfiniteQuery({ ...auditListInfiniteOptions({ query }), ...paged });
  return (
    <AdminFrame title={t`Audit trail`}>
      <section className={classes.card} aria-label={t`Audit trail`}>
        <AuditFilters search={search} change={change} />
        <AdminList
          label={t`Audit trail`}
          list={trail}
          columns={[t`When`, t`Who`, t`What happened`, t`To whom`]}
          height={300}
          empty={
            <EmptyState title={t`Nothing fits`} hint={t`Nothing of this kind has happened, or not by this person.`} />
          }
        >
          {(line) => <AuditLine key={line.id} line={line} onPerson={(person) => change({ person })} />}
        </AdminList>
      </section>
    </AdminFrame>
  );
}

function AuditFilters({ search, change }: AuditScreenProps) {
  const { t } = useLingui();
  const kinds = useQuery(auditKindsOptions());
  const person = useQuery({
    ...peopleRetrieveOptions({ path: { public_id: search.person ?? "" } }),
    enabled: Boolean(search.person),
  });
  const name = person.data?.name ?? "…";
  return (
    <search className={classes.filters} aria-label={t`Filters`}>
      <Select
        aria-label={t`What happened`}
        placeholder={t`Everything that happened`}
        clearable
        searchable
        w={280}
        data={kinds.data?.map(({ name, what }) => ({ value: name, label: what })) ?? []}
        value={search.name ?? null}
        onChange={(name) => change({ name: name ?? undefined })}
      />
      {search.person && (
        <Button variant="light" onClick={() => change({ person: undefined })}>
          <Trans>Only by {name}: show everybody</Trans>
        </Button>
      )}
    </search>
  );
}

function AuditLine({ line, onPerson }: { line: Audit; onPerson: (id: string) => void }) {
  const { i18n } = useLingui();
  const { actor } = line;
  const detail = auditDetail(line, i18n);
  return (
    <tr>
      <td className={classes.moment}>
        <Timestamp at={line.at} as="moment" />
      </td>
      <td>
        {actor ? (
          <ActorButton name={actor.name} onClick={() => onPerson(actor.id)} />
        ) : (
          <span className={classes.quiet}>
            <Trans>The system</Trans>
          </span>
        )}
      </td>
      <th scope="row">
        {line.what}
        {detail && <div className={classes.quiet}>{detail}</div>}
      </th>
      <td>{line.about === actor?.name ? null : line.about}</td>
    </tr>
  );
}

function ActorButton({ name, onClick }: { name: string; onClick: () => void }) {
  const { t } = useLingui();
  return (
    <span className={classes.actor}>
      <PersonAvatar name={name} size={24} />
      <Button size="compact-sm" variant="subtle" color="gray" aria-label={t`Only what ${name} did`} onClick={onClick}>
        {name}
      </Button>
    </span>
  );
}
