import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { callsListInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ShowMore } from "@/ui/ShowMore";
import { usePageTitle } from "@/ui/usePageTitle";
import { CallFilters, type CallSearch } from "./CallFilters";
import classes from "./CallsScreen.module.css";
import { CallTable } from "./CallTable";
import { useCallScores } from "./useCallScores";

type CallsScreenProps = { search: CallSearch; change: (changes: CallSearch) => void };

/** The calls this person may see, newest first. */
export function CallsScreen({ search, change }: CallsScreenProps) {
  const { t } = useLingui();
  usePageTitle(t`Calls`);
  const query = Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
  const calls = useInfiniteQuery({ ...callsListInfiniteOptions({ query }), ...paged });
  const pages = calls.data?.pages.map((page) => page.results) ?? [];
  const rows = pages.flat();
  const scores = useCallScores(pages);
  const filtered = Object.keys(query).length > 0;

  return (
    <div className={classes.page}>
      <h1 className={classes.title}>
        <Trans>Calls</Trans>
      </h1>
      <CallFilters search={search} change={change} />
      <section className={classes.card} aria-label={t`Calls`}>
        {calls.isPending && <Skeleton height={400} />}
        {calls.isError && <ErrorState error={calls.error} onRetry={() => void calls.refetch()} />}
        {calls.data && rows.length === 0 && <Empty filtered={filtered} onClear={() => change(NONE)} />}
        {rows.length > 0 && <CallTable calls={rows} scores={scores} />}
        <ShowMore list={calls} shown={rows.length} />
      </section>
    </div>
  );
}

const NONE: CallSearch = { department: undefined, outcome: undefined, direction: undefined, recorded: undefined };

function Empty({ filtered, onClear }: { filtered: boolean; onClear: () => void }) {
  const { t } = useLingui();
  if (!filtered)
    return <EmptyState title={t`No calls yet`} hint={t`Calls of your departments appear here as they happen.`} />;
  return (
    <EmptyState
      title={t`No call fits these filters`}
      action={
        <Button variant="default" onClick={onClear}>
          <Trans>Clear filters</Trans>
        </Button>
      }
    />
  );
}
