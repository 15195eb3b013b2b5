import { Trans, useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import type { Rating } from "@/api/generated/types.gen";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { usePageTitle } from "@/ui/usePageTitle";
import { DrillDrawer } from "./DrillDrawer";
import { FilterLine } from "./FilterLine";
import { HowCounted } from "./HowCounted";
import { type Kpi, Kpis } from "./Kpis";
import { LeftOutLine, leftOutCount } from "./LeftOutLine";
import { periodName, previousPeriod } from "./periods";
import { RatingTable } from "./RatingTable";
import { RatingChart } from "./ReportCharts";
import { ReportFrame } from "./ReportFrame";
import classes from "./ReportFrame.module.css";
import { agentKey, type Drill, type Figure, useReportFilters } from "./reportSearch";
import { useRating } from "./useReport";

const DEFINITIONS = ["rating", "csat", "shrunk", "tier"];

export function RatingReport() {
  const { t, i18n } = useLingui();
  const { filters, change } = useReportFilters();
  const report = useRating(filters);
  const open = ({ figure, agent }: Drill) => change({ drill: agent ? `${figure}.${agent}` : figure });
  const versus = filters.compare ? periodName(previousPeriod(filters.period), i18n.locale) : null;
  usePageTitle(t`Agent rating`);

  return (
    <ReportFrame
      title={t`Agent rating`}
      actions={<HowCounted codes={DEFINITIONS} />}
      filters={<FilterLine filters={filters} change={change} data={report.data ?? null} hasClock={false} />}
    >
      {report.isPending && <Skeleton height={420} />}
      {report.isError && <ErrorState error={report.error} onRetry={() => void report.refetch()} />}
      {report.data && (
        <>
          <Cards report={report.data} versus={versus} onOpen={open} />
          <RatingChart days={report.data.days} />
          <AgentsCard report={report.data} onOpen={open} />
          <LeftOutLine cases={report.data.left_out} onOpen={() => open({ figure: "left_out", agent: undefined })} />
          <Drilled report={report.data} filters={filters} onClose={() => change({ drill: undefined })} />
        </>
      )}
    </ReportFrame>
  );
}

type CardsProps = {
  report: Rating;
  versus: string | null;
  onOpen: (drill: Drill) => void;
};

function Cards({ report, versus, onOpen }: CardsProps) {
  const { t } = useLingui();
  const [team, then] = [report.team, report.previous?.team];
  const all = (figure: Figure) => () => onOpen({ figure, agent: undefined });
  const kpis: Kpi[] = [
    {
      code: "percent",
      name: t`Satisfied customers`,
      unit: "percent",
      better: "up",
      value: team.percent,
      before: then?.percent,
      onOpen: all("positive"),
    },
    {
      code: "mean",
      name: t`Mean rating, 1–5`,
      unit: "points",
      better: "up",
      value: team.mean,
      before: then?.mean,
      onOpen: all("n"),
    },
    {
      code: "ratings",
      name: t`Answers`,
      unit: "count",
      better: "none",
      value: team.n,
      before: then?.n,
      onOpen: all("n"),
    },
  ];
  return <Kpis kpis={kpis} versus={versus} />;
}

function AgentsCard({ report, onOpen }: { report: Rating; onOpen: (drill: Drill) => void }) {
  const { t } = useLingui();
  return (
    <section className={classes.card} aria-label={t`Agents`}>
      <header className={classes.cardHeader}>
        <h2>
          <Trans>Agents</Trans>
        </h2>
        <p>
          <Trans>The bar is the range the true share likely lies in, the dashed tick is the team.</Trans>
        </p>
      </header>
      {report.rows.length === 0 ? (
        <EmptyState
          title={t`No customer has answered in this period`}
          hint={t`Answers appear here as soon as customers rate a solved ticket.`}
        />
      ) : (
        <RatingTable report={report} onOpen={onOpen} />
      )}
    </section>
  );
}

type DrilledProps = {
  report: Rating;
  filters: ReturnType<typeof useReportFilters>["filters"];
  onClose: () => void;
};

function Drilled({ report, filters, onClose }: DrilledProps) {
  const { t } = useLingui();
  const row = report.rows.find((each) => agentKey(each.agent) === filters.drill?.agent);
  const who = row?.agent.name ?? t`Team`;
  const counted = row ?? report.team;
  const opened = {
    positive: { title: t`${who}: positive answers`, expected: counted.positive },
    left_out: { title: t`Left out`, expected: leftOutCount(report.left_out) },
    n: { title: t`${who}: answers`, expected: counted.n },
  };
  const figure = filters.drill?.figure;
  const { title, expected } = opened[figure === "positive" || figure === "left_out" ? figure : "n"];
  return (
    <DrillDrawer
      report="agent-rating"
      filters={filters}
      title={title}
      expected={expected}
      valueUnit="points"
      onClose={onClose}
    />
  );
}
