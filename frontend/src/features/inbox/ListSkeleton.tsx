import { useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import classes from "./ListSkeleton.module.css";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

/** Eight rows in the shape of what comes; CSS keeps them unseen for the first 150 ms. */
export function ListSkeleton() {
  const { t } = useLingui();
  return (
    <div className={classes.list} role="status" aria-label={t`Loading tickets`}>
      {ROWS.map((row) => (
        <div key={row} className={classes.row}>
          <Skeleton circle width={32} height={32} />
          <div className={classes.words}>
            <Skeleton height={10} width="55%" />
            <Skeleton height={10} width="85%" />
            <Skeleton height={10} width="70%" />
          </div>
        </div>
      ))}
    </div>
  );
}
