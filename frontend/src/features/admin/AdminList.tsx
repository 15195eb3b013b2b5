import { Skeleton } from "@mantine/core";
import type { InfiniteData, UseInfiniteQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ErrorState } from "@/ui/ErrorState";
import { ShowMore } from "@/ui/ShowMore";
import classes from "./AdminFrame.module.css";

type Page<Row> = { results: Row[] };

type AdminListProps<Row> = {
  /** What the list is of, for who hears the page. */
  label: string;
  /** The pages fetched so far. */
  list: UseInfiniteQueryResult<InfiniteData<Page<Row>>, unknown>;
  /** Column headers, whole words. */
  columns: string[];
  /** Instead of the table when there is no row. */
  empty: ReactNode;
  /** Roughly how high the list will be. */
  height?: number;
  /** One row of the table: a `<tr>` with its key. */
  children: (row: Row) => ReactNode;
};

/** A list of administration: coming, failed, empty, or a table that goes on when asked to. */
export function AdminList<Row>({ label, list, columns, empty, height = 120, children }: AdminListProps<Row>) {
  const rows = list.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <>
      {list.isPending && <Skeleton height={height} mt="sm" />}
      {list.isError && <ErrorState error={list.error} onRetry={() => void list.refetch()} />}
      {list.data && rows.length === 0 && empty}
      {rows.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={label}>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>{rows.map(children)}</tbody>
          </table>
        </div>
      )}
      <ShowMore list={list} shown={rows.length} />
    </>
  );
}
