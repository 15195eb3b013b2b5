import { useLingui } from "@lingui/react/macro";
import { Sparkline } from "@/ui/Sparkline";
import classes from "./Arrived.module.css";

/** How much came in during the last hours: the number, and its shape by quarters of an hour. */
export function Arrived({ counts }: { counts: readonly number[] }) {
  const { i18n } = useLingui();
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (
    <span className={classes.arrived}>
      {all > 0 && <Sparkline values={counts} width={132} height={36} />}
      {i18n.number(all)}
    </span>
  );
}
