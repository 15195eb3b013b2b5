import { Plural, Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useState } from "react";
import classes from "./ReportTable.module.css";

const PAGE = 25;

/** The first rows of a long table, and a way to the next. */
export function useShownRows<Row>(rows: readonly Row[]) {
  const [count, setCount] = useState(PAGE);
  return { rows: rows.slice(0, count), left: Math.max(0, rows.length - count), more: () => setCount(count + PAGE) };
}

export function MoreRows({ shown }: { shown: { left: number; more: () => void } }) {
  if (shown.left === 0) return null;
  return (
    <p className={classes.note}>
      <Plural value={shown.left} one="# more agent" other="# more agents" />{" "}
      <Button size="compact-sm" variant="subtle" onClick={shown.more}>
        <Trans>Show more</Trans>
      </Button>
    </p>
  );
}
