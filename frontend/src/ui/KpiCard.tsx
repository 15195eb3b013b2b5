import { useLingui } from "@lingui/react/macro";
import { UnstyledButton } from "@mantine/core";
import type { ReactNode } from "react";
import classes from "./KpiCard.module.css";

type KpiCardProps = {
  name: string;
  /** Already in the reader's language, with its unit. */
  value: ReactNode;
  /** Change against the period compared with, and the shape of the period. */
  change?: ReactNode;
  chart?: ReactNode;
  /** A small button of its own in the corner: how the figure is counted. */
  aside?: ReactNode;
  /** What the number opens; without it the card is not a button. */
  onOpen?: (() => void) | undefined;
};

/** One figure of a period. Pressing it opens what it was counted from. */
export function KpiCard({ name, value, change, chart, aside, onOpen }: KpiCardProps) {
  const { t } = useLingui();
  const content = (
    <>
      <span className={classes.words}>
        <span className={classes.name}>{name}</span>
        <span className={classes.value}>{value}</span>
        {change && <span className={classes.change}>{change}</span>}
      </span>
      {chart && <span className={classes.chart}>{chart}</span>}
    </>
  );
  return (
    <div className={classes.place}>
      {onOpen ? (
        <UnstyledButton className={classes.card} data-opens onClick={onOpen} title={t`Show what was counted`}>
          {content}
        </UnstyledButton>
      ) : (
        <div className={classes.card}>{content}</div>
      )}
      {aside && <span className={classes.aside}>{aside}</span>}
    </div>
  );
}
