import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Rating } from "@/api/generated/types.gen";
import { EmptyState } from "@/ui/EmptyState";
import { DrillDrawer } from "./DrillDrawer";
import { ratingFile } from "./exportAddress";
import { figureText } from "./figureFormat";
import { type Kpi, Kpis } from "./Kpis";
import { leftOutCount } from "./LeftOutLine";
import { RatingTable } from "./RatingTable";
import { RatingCharts } from "./ReportCharts";
import classes from "./ReportFrame.module.css";
import { ReportScreen } from "./ReportScreen";
import { agentKey, type Figure, queryOf } from "./reportSearch";
import { type OpenReport, useOpenReport } from "./useOpenReport";
import { useRating } from "./useReport";

const DEFINITIONS = ["rating", "csat", "shrunk", "tier"];

export function RatingReport() {
  const { t } = useLingui();
  const opened = useOpenReport();
  const report = useRating(opened.filters);
  return (
    <ReportScreen
      title={t`Agent rating`}
      definitions={DEFINITIONS}
      file={ratingFile(queryOf(opened.filters))}
      opened={opened}
      report={report}
    >
      {(data) => (
        <>
          <Cards report={data} opened={opened} />
          <RatingCharts report={data} opened={opened} />
          <AgentsCard report={data} opened={opened} />
          <Drilled report={data} opened={opened} />
        </>
      )}
    </ReportScreen>
  );
}

type PartProps = { report: Rating; opened: OpenReport };

function Cards({ report, opened: { versus, open } }: PartProps) {
  const { t, i18n } = useLingui();
  const [team, then] = [report.team, report.previous?.team];
  const all = (figure: Figure) => () => open({ figure, agent: undefined });
  const [from, to] = [figureText(team.low, "percent", i18n.locale), figureText(team.high, "percent", i18n.locale)];
  const basis = <Plural value={team.n} one="from # answer" other="from # answers" />;
  const kpis: Kpi[] = [
    {
      code: "csat",
      name: t`Satisfied customers`,
      unit: "percent",
      better: "up",
      value: team.percent,
      before: then?.percent,
      days: [],
      note: (
        <>
          {basis},{" "}
          <Trans>
            likely {from} to {to}
          </Trans>
        </>
      ),
      onOpen: all("n"),
    },
    {
      code: "csat",
      name: t`Mean rating, 1–5`,
      unit: "points",
      better: "up",
      value: team.mean,
      before: then?.mean,
      days: [],
      note: basis,
      onOpen: all("n"),
    },
    {
      code: "rating",
      name: t`Answers`,
      unit: "count",
      better: "none",
      value: team.n,
      before: then?.n,
      days: report.days.map((day) => day.csat.n),
      onOpen: all("n"),
    },
  ];
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
          <Trans>The bar is the range the true share likely lies in, the dashed tick is the team.</Trans>
        </p>
      </header>
      {report.rows.length === 0 ? (
        <EmptyState
          title={t`No customer has answered in this period`}
          hint={t`Answers appear here as soon as customers rate a solved ticket.`}
        />
      ) : (
        <RatingTable report={report} onOpen={opened.open} />
      )}
    </section>
  );
}

function Drilled({ report, opened }: PartProps) {
  const { t } = useLingui();
  const { drill } = opened.filters;
  const row = report.rows.find((each) => agentKey(each.agent) === drill?.agent);
  const who = row?.agent.name ?? t`Team`;
  const counted = row ?? report.team;
  const kinds = {
    positive: { title: t`${who}: positive answers`, expected: counted.positive },
    left_out: { title: t`Left out`, expected: leftOutCount(report.left_out) },
    n: { title: t`${who}: answers`, expected: counted.n },
  };
  const figure = drill?.figure;
  const { title, expected } = kinds[figure === "positive" || figure === "left_out" ? figure : "n"];
  return <DrillDrawer report="agent-rating" opened={opened} title={title} expected={expected} valueUnit="points" />;
}
