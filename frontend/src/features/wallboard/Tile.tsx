import type { ReactNode } from "react";
import type { Signal } from "./limits";
import classes from "./Tile.module.css";

type TileProps = {
  name: string;
  value: ReactNode;
  unit?: string | undefined;
  /** Its shape over the last hours. */
  chart?: ReactNode;
  signal?: Signal;
  /** The target or limit in words, and what else decides what to do. */
  children: ReactNode;
};

/** One number a room acts on. */
export function Tile({ name, value, unit, chart, signal = "plain", children }: TileProps) {
  const isLong = typeof value === "string" && value.length > 4;
  return (
    <li className={classes.tile} data-signal={signal} data-long={isLong || undefined}>
      <span className={classes.name}>{name}</span>
      <span className={classes.number}>
        <strong>{value}</strong> {unit && <span className={classes.unit}>{unit}</span>}
        {chart && !isLong && <span className={classes.chart}>{chart}</span>}
      </span>
      <span className={classes.words}>{children}</span>
    </li>
  );
}

Tile.Row = function TileRow({ children }: { children: ReactNode }) {
  return <ul className={classes.row}>{children}</ul>;
};
