import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import type { ReactNode } from "react";
import classes from "./ReportTable.module.css";

type Sort = { column: string; down: boolean };

/** `-solved` in the address: by what is solved, the highest first. */
export const sortFromAddress = (value: string | undefined, usual: Sort): Sort =>
  value ? { column: value.replace(/^-/, ""), down: value.startsWith("-") } : usual;
export const sortInAddress = ({ column, down }: Sort) => `${down ? "-" : ""}${column}`;

type SortHeaderProps = {
  column: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** What stands beside the name: how it is counted. */
  aside?: ReactNode;
  children: ReactNode;
};

/** A column's heading that orders the table; numbers begin with the highest. */
export function SortHeader({ column, sort, onSort, aside, children }: SortHeaderProps) {
  const active = sort.column === column;
  return (
    <th scope="col" aria-sort={active ? (sort.down ? "descending" : "ascending") : undefined}>
      <span className={classes.heading}>
        <button
          type="button"
          className={classes.sort}
          data-active={active || undefined}
          onClick={() => onSort({ column, down: active ? !sort.down : true })}
        >
          {children}
          {active && (sort.down ? <IconArrowDown size={13} aria-hidden /> : <IconArrowUp size={13} aria-hidden />)}
        </button>
        {aside}
      </span>
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
