import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Delta } from "@/ui/Delta";
import { KpiCard } from "@/ui/KpiCard";
import { Sparkline } from "@/ui/Sparkline";
import { changeText, figureText, type Unit } from "./figureFormat";
import { HowThis } from "./HowCounted";
import classes from "./Kpis.module.css";

export type Kpi = {
  code: string;
  name: string;
  unit: Unit;
  better: "up" | "down" | "none";
  value: number | null;
  before: number | null | undefined;
  /** The same of each day of the period, for the shape beside the number. */
  days: readonly (number | null)[];
  /** What must be said with the number: of how many, how sure. */
  note?: ReactNode;
  onOpen?: () => void;
};

/** The few numbers on top; each opens what it was counted from. `versus` names the period compared with. */
export function Kpis({ kpis, versus }: { kpis: readonly Kpi[]; versus: string | null }) {
  const { i18n, t } = useLingui();
  return (
    <section className={classes.row} aria-label={t`Key figures`}>
      {kpis.map((kpi) => (
        <KpiCard
          key={kpi.name}
          name={kpi.name}
          value={figureText(kpi.value, kpi.unit, i18n.locale)}
          chart={<Sparkline values={kpi.days} width={72} />}
          onOpen={kpi.value === null ? undefined : kpi.onOpen}
          change={
            <>
              <Change kpi={kpi} versus={versus} />
              {kpi.value !== null && kpi.note && <span className={classes.note}>{kpi.note}</span>}
            </>
          }
          aside={<HowThis code={kpi.code} name={kpi.name} />}
        />
      ))}
    </section>
  );
}

function Change({ kpi, versus }: { kpi: Kpi; versus: string | null }) {
  const { i18n } = useLingui();
  if (kpi.value === null) return <Trans>nothing to count in this period</Trans>;
  if (versus === null) return null;
  if (kpi.before === null || kpi.before === undefined) return <Trans>nothing to compare with</Trans>;
  const change = kpi.value - kpi.before;
  return (
    <span>
      <Delta change={change} label={changeText(change, kpi.unit, i18n.locale)} better={kpi.better} />{" "}
      <Trans>vs {versus}</Trans>
    </span>
  );
}
