import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Drawer, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reportsRowsInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { DrillRow, ReportsRowsData } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./DrillDrawer.module.css";
import { figureText, type Unit } from "./figureFormat";
import { queryOf, type ReportFilters } from "./reportSearch";

type DrillDrawerProps = {
  report: ReportsRowsData["query"]["report"];
  filters: ReportFilters;
  /** What the number is called and whose it is; null while none is open. */
  title: string | null;
  /** The number that was pressed, where it counts rows: the list must be exactly as long. */
  expected: number | null;
  valueUnit: Unit;
  onClose: () => void;
};

/** What a number was counted from. It has its own address, so it can be sent to a colleague. */
export function DrillDrawer({ report, filters, title, expected, valueUnit, onClose }: DrillDrawerProps) {
  const { t } = useLingui();
  return (
    <Drawer opened={filters.drill !== null} onClose={onClose} size={560} title={title ?? t`Rows`}>
      {filters.drill && (
        <Rows report={report} filters={filters} expected={expected} valueUnit={valueUnit} drill={filters.drill} />
      )}
    </Drawer>
  );
}

type RowsProps = Pick<DrillDrawerProps, "report" | "filters" | "expected" | "valueUnit"> & {
  drill: NonNullable<ReportFilters["drill"]>;
};

function Rows({ report, filters, expected, valueUnit, drill }: RowsProps) {
  const { t } = useLingui();
  const { compare: _, ...asked } = queryOf(filters);
  const query = { ...asked, report, figure: drill.figure, ...(drill.agent ? { agent: drill.agent } : {}) };
  const pages = useInfiniteQuery({ ...reportsRowsInfiniteOptions({ query }), ...paged });
  if (pages.isPending) return <Skeleton height={320} />;
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const rows = pages.data.pages.flatMap((page) => page.results);
  if (rows.length === 0)
    return <EmptyState title={t`Nothing was counted`} hint={t`No rows fit this period and these filters.`} />;

  return (
    <>
      <p className={classes.count} role="status">
        <Counted shown={rows.length} all={expected} complete={!pages.hasNextPage} />
      </p>
      <ul className={classes.rows} aria-label={t`What was counted`}>
        {rows.map((row) => (
          <li key={`${row.kind}${row.id}${row.at}`}>
            <DrillLine row={row} unit={valueUnit} />
          </li>
        ))}
      </ul>
      {pages.hasNextPage && (
        <Button variant="default" loading={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
          <Trans>Show more</Trans>
        </Button>
      )}
    </>
  );
}

function Counted({ shown, all, complete }: { shown: number; all: number | null; complete: boolean }) {
  if (complete) return <Plural value={shown} one="# row" other="# rows" />;
  if (all !== null)
    return (
      <Trans>
        {shown} of {all} rows
      </Trans>
    );
  return <Plural value={shown} one="the first row" other="the first # rows" />;
}

/** A row the reader may open is a link; one that has left their departments is counted and only named. */
function DrillLine({ row, unit }: { row: DrillRow; unit: Unit }) {
  const ticket = row.kind === "ticket" ? row.id : row.ticket?.id;
  if (row.kind === "call" && row.id !== null)
    return (
      <Link to="/calls/$call" params={{ call: row.id }} className={classes.row}>
        <DrillWords row={row} unit={unit} />
      </Link>
    );
  if (ticket)
    return (
      <Link to="/inbox/$view/$ticket" params={{ view: "all", ticket }} className={classes.row}>
        <DrillWords row={row} unit={unit} />
      </Link>
    );
  return (
    <span className={classes.row}>
      <DrillWords row={row} unit={unit} />
    </span>
  );
}

function DrillWords({ row, unit }: { row: DrillRow; unit: Unit }) {
  const { i18n } = useLingui();
  return (
    <>
      <span className={classes.title}>{row.title}</span>
      {row.value !== null && <span className={classes.value}>{figureText(row.value, unit, i18n.locale)}</span>}
      {row.comment && <q className={classes.comment}>{row.comment}</q>}
      <Timestamp at={row.at} as="moment" className={classes.at ?? ""} />
    </>
  );
}
