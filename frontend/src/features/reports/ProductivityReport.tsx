import { Trans, useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import type { Productivity } from "@/api/generated/types.gen";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { usePageTitle } from "@/ui/usePageTitle";
import { DrillDrawer } from "./DrillDrawer";
import { FilterLine } from "./FilterLine";
import { HowCounted } from "./HowCounted";
import { type Kpi, Kpis } from "./Kpis";
import { LeftOutLine, leftOutCount } from "./LeftOutLine";
import { ProductivityTable } from "./ProductivityTable";
import { periodName, previousPeriod } from "./periods";
import { PRODUCTIVITY, PRODUCTIVITY_CARDS } from "./productivityFigures";
import { ProductivityCharts } from "./ReportCharts";
import { ReportFrame } from "./ReportFrame";
import classes from "./ReportFrame.module.css";
import { agentKey, type Drill, useReportFilters } from "./reportSearch";
import { useProductivity } from "./useReport";

const DEFINITIONS = ["assigned", "replied", "replies", "solved", "first_response", "calls_answered", "talk"];

export function ProductivityReport() {
  const { t, i18n } = useLingui();
  const { filters, change } = useReportFilters();
  const report = useProductivity(filters);
  const open = ({ figure, agent }: Drill) => change({ drill: agent ? `${figure}.${agent}` : figure });
  const versus = filters.compare ? periodName(previousPeriod(filters.period), i18n.locale) : null;
  usePageTitle(t`Agent productivity`);

  return (
    <ReportFrame
      title={t`Agent productivity`}
      actions={<HowCounted codes={DEFINITIONS} />}
      filters={<FilterLine filters={filters} change={change} data={report.data ?? null} hasClock />}
    >
      {report.isPending && <Skeleton height={420} />}
      {report.isError && <ErrorState error={report.error} onRetry={() => void report.refetch()} />}
      {report.data && (
        <>
          <Cards report={report.data} versus={versus} onOpen={open} />
          <ProductivityCharts days={report.data.days} />
          <AgentsCard report={report.data} onOpen={open} />
          <LeftOutLine cases={report.data.left_out} onOpen={() => open({ figure: "left_out", agent: undefined })} />
          <Drilled report={report.data} filters={filters} onClose={() => change({ drill: undefined })} />
        </>
      )}
    </ReportFrame>
  );
}

type CardsProps = {
  report: Productivity;
  versus: string | null;
  onOpen: (drill: Drill) => void;
};

function Cards({ report, versus, onOpen }: CardsProps) {
  const { i18n } = useLingui();
  const kpis: Kpi[] = PRODUCTIVITY.filter((figure) => PRODUCTIVITY_CARDS.includes(figure.code)).map((figure) => ({
    code: figure.code,
    name: i18n._(figure.name),
    unit: figure.unit,
    better: figure.better,
    value: figure.value(report.total),
    before: report.previous && figure.value(report.previous.total),
    onOpen: () => onOpen({ figure: figure.code, agent: undefined }),
  }));
  return <Kpis kpis={kpis} versus={versus} />;
}

function AgentsCard({ report, onOpen }: { report: Productivity; onOpen: (drill: Drill) => void }) {
  const { t } = useLingui();
  return (
    <section className={classes.card} aria-label={t`Agents`}>
      <header className={classes.cardHeader}>
        <h2>
          <Trans>Agents</Trans>
        </h2>
        <p>
          <Trans>Press a number to see what it was counted from.</Trans>
        </p>
      </header>
      {report.rows.length === 0 ? (
        <EmptyState
          title={t`Nobody has worked in this period`}
          hint={t`No tickets or calls fit the chosen days and department.`}
        />
      ) : (
        <ProductivityTable report={report} onOpen={onOpen} />
      )}
    </section>
  );
}

type DrilledProps = {
  report: Productivity;
  filters: ReturnType<typeof useReportFilters>["filters"];
  onClose: () => void;
};

function Drilled({ report, filters, onClose }: DrilledProps) {
  const { t, i18n } = useLingui();
  const figure = PRODUCTIVITY.find((each) => each.code === filters.drill?.figure);
  const row = report.rows.find((each) => agentKey(each.agent) === filters.drill?.agent);
  const who = row?.agent.name ?? t`Everybody`;
  const isLeftOut = filters.drill?.figure === "left_out";
  const title = isLeftOut ? t`Left out` : figure ? `${who}: ${i18n._(figure.name)}` : null;
  const counted = figure?.unit === "count" ? figure.value(row ?? report.total) : null;
  return (
    <DrillDrawer
      report="agent-productivity"
      filters={filters}
      title={title}
      expected={isLeftOut ? leftOutCount(report.left_out) : counted}
      valueUnit={figure?.unit === "seconds" ? "seconds" : "count"}
      onClose={onClose}
    />
  );
}
