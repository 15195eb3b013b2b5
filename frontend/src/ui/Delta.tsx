import { IconArrowDownRight, IconArrowRight, IconArrowUpRight } from "@tabler/icons-react";
import classes from "./Delta.module.css";

type DeltaProps = {
  change: number;
  /** The change in the reader's language, with sign and unit. */
  label: string;
  /** Which way is better; "none" for figures that are neither. */
  better: "up" | "down" | "none";
};

/** A change against another period: arrow, signed number, and colour only where one way is better. */
export function Delta({ change, label, better }: DeltaProps) {
  const Arrow = change === 0 ? IconArrowRight : change > 0 ? IconArrowUpRight : IconArrowDownRight;
  const good = better !== "none" && change !== 0 ? change > 0 === (better === "up") : null;
  return (
    <span className={classes.delta} data-good={good ?? undefined}>
      <Arrow size={14} aria-hidden="true" /> {label}
    </span>
  );
}
