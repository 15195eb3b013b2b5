import { Trans, useLingui } from "@lingui/react/macro";
import { Button, SegmentedControl, Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { setAsideMailListInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { AdminFrame } from "./AdminFrame";
import classes from "./AdminFrame.module.css";
import { AdminList } from "./AdminList";
import { SetAsideDrawer } from "./SetAsideDrawer";
import { SetAsideLine } from "./SetAsideLine";
import { SET_ASIDE_REASONS, SET_ASIDE_STATES, type SetAsideSearch } from "./setAsideSearch";
import { reasonName, stateName } from "./setAsideWords";
import { useSetAsideActs } from "./useSetAsideActs";

type SetAsideScreenProps = { search: SetAsideSearch; change: (changes: SetAsideSearch) => void };

/** Mail that came in and is on no ticket: nothing is thrown away without somebody knowing. */
export function SetAsideScreen({ search, change }: SetAsideScreenProps) {
  const { t } = useLingui();
  const { state = "waiting", reason } = search;
  const query = { state, ...(reason ? { reason } : {}) };
  const list = useInfiniteQuery({ ...setAsideMailListInfiniteOptions({ query }), ...paged });
  const acts = useSetAsideActs();
  return (
    <AdminFrame title={t`Mail set aside`}>
      <section className={classes.card} aria-label={t`Mail set aside`}>
        <Filters search={search} change={change} />
        <AdminList
          label={t`Mail set aside`}
          list={list}
          columns={[t`Mail`, t`Why it is on no ticket`, t`Came`, t`Actions`]}
          height={300}
          empty={<Empty search={search} onClear={() => change({ reason: undefined })} />}
        >
          {(mail) => <SetAsideLine key={mail.id} mail={mail} acts={acts} onOpen={() => change({ mail: mail.id })} />}
        </AdminList>
      </section>
      <SetAsideDrawer id={search.mail} acts={acts} onClose={() => change({ mail: undefined })} />
    </AdminFrame>
  );
}

function Filters({ search, change }: SetAsideScreenProps) {
  const { t, i18n } = useLingui();
  return (
    <search className={classes.filters} aria-label={t`Filters`}>
      <SegmentedControl
        aria-label={t`Which mail`}
        data={SET_ASIDE_STATES.map((state) => ({ value: state, label: i18n._(stateName[state]) }))}
        value={search.state ?? "waiting"}
        onChange={(value) => change({ state: SET_ASIDE_STATES.find((state) => state === value) })}
      />
      <Select
        aria-label={t`Why it is on no ticket`}
        placeholder={t`Every reason`}
        clearable
        w={300}
        data={SET_ASIDE_REASONS.map((reason) => ({ value: reason, label: i18n._(reasonName[reason]) }))}
        value={search.reason ?? null}
        onChange={(value) => change({ reason: SET_ASIDE_REASONS.find((reason) => reason === value) })}
      />
    </search>
  );
}

function Empty({ search, onClear }: { search: SetAsideSearch; onClear: () => void }) {
  const { t } = useLingui();
  if (search.reason)
    return (
      <EmptyState
        title={t`Nothing matches`}
        hint={t`No mail was set aside for this reason.`}
        action={
          <Button variant="default" onClick={onClear}>
            <Trans>Clear filters</Trans>
          </Button>
        }
      />
    );
  if (search.state === "dismissed") return <EmptyState title={t`Nothing was dismissed`} />;
  if (search.state === "ticketed") return <EmptyState title={t`No ticket was made of such mail`} />;
  return (
    <EmptyState
      title={t`No mail waits here`}
      hint={t`Every mail that came in is on a ticket, or somebody has looked at it.`}
    />
  );
}
