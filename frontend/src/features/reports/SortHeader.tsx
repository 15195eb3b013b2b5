import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./ReportTable.module.css";

export type Sort<Column extends string> = { column: Column; down: boolean };

type SortHeaderProps<Column extends string> = {
  column: Column;
  sort: Sort<Column>;
  onSort: (sort: Sort<Column>) => void;
  children: ReactNode;
};

/** A column's heading that orders the table; numbers begin with the highest. */
export function SortHeader<Column extends string>({ column, sort, onSort, children }: SortHeaderProps<Column>) {
  const active = sort.column === column;
  return (
    <th scope="col" aria-sort={active ? (sort.down ? "descending" : "ascending") : undefined}>
      <button
        type="button"
        className={classes.sort}
        data-active={active || undefined}
        onClick={() => onSort({ column, down: active ? !sort.down : true })}
      >
        {children}
        {active && (sort.down ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
      </button>
    </th>
  );
}

/** Ordered by one value; those without a value come last whichever way it goes. */
export function ordered<Row>(rows: readonly Row[], value: (row: Row) => number | null, down: boolean): Row[] {
  return [...rows].sort((one, other) => {
    const [left, right] = [value(one), value(other)];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return down ? right - left : left - right;
  });
}
