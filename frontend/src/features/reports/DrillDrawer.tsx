import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Drawer, NativeSelect, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { reportsRowsInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { DrillRow, ReportsRowsData } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ShowMore } from "@/ui/ShowMore";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./DrillDrawer.module.css";
import { ExportLink } from "./ExportLink";
import { rowsFile } from "./exportAddress";
import { figureText, type Unit } from "./figureFormat";
import { type Drill, ORDERS, type Order, queryOf, type ReportFilters } from "./reportSearch";
import type { OpenReport } from "./useOpenReport";

type DrillDrawerProps = {
  report: ReportsRowsData["query"]["report"];
  opened: OpenReport;
  /** What the number is called and whose it is; null while none is open. */
  title: string | null;
  /** The number that was pressed, where it counts rows: the list must be exactly as long. */
  expected: number | null;
  /** What each case has a value in; null where it only counts as one. */
  valueUnit: Unit | null;
};

/** What a number was counted from. It has its own address, so it can be sent to a colleague. */
export function DrillDrawer({ report, opened, title, expected, valueUnit }: DrillDrawerProps) {
  const { t } = useLingui();
  const { filters, change, close } = opened;
  return (
    <Drawer
      opened={filters.drill !== null}
      onClose={close}
      size={560}
      title={title ?? t`Rows`}
      closeButtonProps={{ "aria-label": t`Close` }}
    >
      {filters.drill && (
        <Rows
          query={queryOfRows(report, filters, filters.drill)}
          expected={expected}
          valueUnit={valueUnit}
          onOrder={(order) => change({ order })}
        />
      )}
    </Drawer>
  );
}

function queryOfRows(report: DrillDrawerProps["report"], filters: ReportFilters, drill: Drill) {
  const { compare: _, ...asked } = queryOf(filters);
  const agent = drill.agent ? { agent: drill.agent } : {};
  return { ...asked, report, figure: drill.figure, sort: filters.order, ...agent };
}

type RowsProps = Pick<DrillDrawerProps, "expected" | "valueUnit"> & {
  query: ReturnType<typeof queryOfRows>;
  onOrder: (order: Order) => void;
};

function Rows({ query, expected, valueUnit, onOrder }: RowsProps) {
  const { t } = useLingui();
  const pages = useInfiniteQuery({ ...reportsRowsInfiniteOptions({ query }), ...paged });
  if (pages.isPending) return <Skeleton height={320} />;
  if (pages.isError) return <ErrorState error={pages.error} onRetry={() => void pages.refetch()} />;
  const rows = pages.data.pages.flatMap((page) => page.results);
  if (rows.length === 0)
    return <EmptyState title={t`Nothing was counted`} hint={t`No rows fit this period and these filters.`} />;

  return (
    <>
      <div className={classes.head}>
        <p className={classes.count} role="status">
          <Counted shown={rows.length} all={expected} complete={!pages.hasNextPage} />
        </p>
        <OrderSelect order={query.sort} hasValue={valueUnit !== null} onOrder={onOrder} />
        <ExportLink href={rowsFile(query)} size="xs" />
      </div>
      <ul className={classes.rows} aria-label={t`What was counted`}>
        {rows.map((row) => (
          <li key={`${row.kind}${row.id}${row.at}`}>
            <DrillLine row={row} unit={valueUnit} />
          </li>
        ))}
      </ul>
      <ShowMore list={pages} shown={rows.length} />
    </>
  );
}

type OrderSelectProps = { order: Order; hasValue: boolean; onOrder: (order: Order) => void };

function OrderSelect({ order, hasValue, onOrder }: OrderSelectProps) {
  const { t } = useLingui();
  const names: Record<Order, string> = {
    "-at": t`Newest first`,
    at: t`Oldest first`,
    "-value": t`Highest first`,
    value: t`Lowest first`,
  };
  const offered = ORDERS.filter((each) => hasValue || each.endsWith("at"));
  return (
    <NativeSelect
      size="xs"
      aria-label={t`Order`}
      value={order}
      onChange={(event) => onOrder(event.currentTarget.value as Order)}
      data={offered.map((value) => ({ value, label: names[value] }))}
    />
  );
}

function Counted({ shown, all, complete }: { shown: number; all: number | null; complete: boolean }) {
  const { i18n } = useLingui();
  if (complete) return <Plural value={shown} one="# row" other="# rows" />;
  if (all !== null) return <OfAll shown={i18n.number(shown)} all={i18n.number(all)} />;
  return <Plural value={shown} one="the first row" other="the first # rows" />;
}

function OfAll({ shown, all }: { shown: string; all: string }) {
  return (
    <Trans>
      {shown} of {all} rows
    </Trans>
  );
}

/** A row the reader may open is a link; one that has left their departments is counted and only named. */
function DrillLine({ row, unit }: { row: DrillRow; unit: Unit | null }) {
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

function DrillWords({ row, unit }: { row: DrillRow; unit: Unit | null }) {
  const { i18n } = useLingui();
  return (
    <>
      <span className={classes.title}>{row.title}</span>
      {row.value !== null && unit && <span className={classes.value}>{figureText(row.value, unit, i18n.locale)}</span>}
      {row.comment && <q className={classes.comment}>{row.comment}</q>}
      <span className={classes.at}>
        <Timestamp at={row.at} as="moment" />
        {row.agent && ` · ${row.agent.name}`}
      </span>
    </>
  );
}
