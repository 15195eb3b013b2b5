import { Trans, useLingui } from "@lingui/react/macro";
import type { Productivity } from "@/api/generated/types.gen";
import { EmptyState } from "@/ui/EmptyState";
import { DrillDrawer } from "./DrillDrawer";
import { productivityFile } from "./exportAddress";
import { type Kpi, Kpis } from "./Kpis";
import { leftOutCount } from "./LeftOutLine";
import { ProductivityTable } from "./ProductivityTable";
import { PRODUCTIVITY, PRODUCTIVITY_CARDS } from "./productivityFigures";
import { ProductivityCharts } from "./ReportCharts";
import classes from "./ReportFrame.module.css";
import { ReportScreen } from "./ReportScreen";
import { agentKey, queryOf } from "./reportSearch";
import { type OpenReport, useOpenReport } from "./useOpenReport";
import { useProductivity } from "./useReport";

const DEFINITIONS = [
  "received",
  "assigned",
  "replied",
  "replies",
  "solved",
  "first_response",
  "calls_answered",
  "talk",
];

export function ProductivityReport() {
  const { t } = useLingui();
  const opened = useOpenReport();
  const report = useProductivity(opened.filters);
  return (
    <ReportScreen
      title={t`Agent productivity`}
      definitions={DEFINITIONS}
      file={productivityFile(queryOf(opened.filters))}
      hasClock
      opened={opened}
      report={report}
    >
      {(data) => (
        <>
          <Cards report={data} opened={opened} />
          <ProductivityCharts report={data} opened={opened} />
          <AgentsCard report={data} opened={opened} />
          <Drilled report={data} opened={opened} />
        </>
      )}
    </ReportScreen>
  );
}

type PartProps = { report: Productivity; opened: OpenReport };

function Cards({ report, opened: { versus, open } }: PartProps) {
  const { i18n } = useLingui();
  const kpis: Kpi[] = PRODUCTIVITY.filter((figure) => PRODUCTIVITY_CARDS.includes(figure.column)).map((figure) => ({
    code: figure.code,
    name: i18n._(figure.name),
    unit: figure.unit,
    better: figure.better,
    value: figure.value(report.total),
    before: report.previous && figure.value(report.previous.total),
    days: figure.perDay ? report.days.map(figure.perDay) : [],
    onOpen: () => open({ figure: figure.code, agent: undefined }),
  }));
  return <Kpis kpis={kpis} versus={versus} />;
}

function AgentsCard({ report, opened }: PartProps) {
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
        <ProductivityTable report={report} opened={opened} />
      )}
    </section>
  );
}

function Drilled({ report, opened }: PartProps) {
  const { t, i18n } = useLingui();
  const { drill } = opened.filters;
  const figure = PRODUCTIVITY.find((each) => each.code === drill?.figure);
  const row = report.rows.find((each) => agentKey(each.agent) === drill?.agent);
  const who = row?.agent.name ?? t`Everybody`;
  const isLeftOut = drill?.figure === "left_out";
  const title = isLeftOut ? t`Left out` : figure ? `${who}: ${i18n._(figure.name)}` : null;
  const counted = figure?.unit === "count" ? figure.value(row ?? report.total) : null;
  return (
    <DrillDrawer
      report="agent-productivity"
      opened={opened}
      title={title}
      expected={isLeftOut ? leftOutCount(report.left_out) : counted}
      valueUnit={figure?.unit === "seconds" ? "seconds" : null}
    />
  );
}
