import { Trans, useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import { Delta } from "@/ui/Delta";
import { KpiCard } from "@/ui/KpiCard";
import { changeText, figureText, type Unit } from "./figureFormat";
import classes from "./Kpis.module.css";

export type Kpi = {
  code: string;
  name: string;
  unit: Unit;
  better: "up" | "down" | "none";
  value: number | null;
  before: number | null | undefined;
  chart?: ReactNode;
  onOpen?: () => void;
};

/** The few numbers on top; each opens what it was counted from. `versus` names the period compared with. */
export function Kpis({ kpis, versus }: { kpis: readonly Kpi[]; versus: string | null }) {
  const { i18n, t } = useLingui();
  return (
    <section className={classes.row} aria-label={t`Key figures`}>
      {kpis.map((kpi) => (
        <KpiCard
          key={kpi.code}
          name={kpi.name}
          value={figureText(kpi.value, kpi.unit, i18n.locale)}
          chart={kpi.chart}
          onOpen={kpi.value === null ? undefined : kpi.onOpen}
          change={<Change kpi={kpi} versus={versus} />}
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
    <>
      <Delta change={change} label={changeText(change, kpi.unit, i18n.locale)} better={kpi.better} />{" "}
      <Trans>vs {versus}</Trans>
    </>
  );
}
