import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import type { Rating, RatingRow } from "@/api/generated/types.gen";
import { IntervalBar } from "@/ui/IntervalBar";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { FigureButton } from "./FigureButton";
import { figureText } from "./figureFormat";
import { MoreRows, useShownRows } from "./MoreRows";
import classes from "./ReportTable.module.css";
import { agentKey, type Drill } from "./reportSearch";

type Props = { report: Rating; onOpen: (drill: Drill) => void };

type Tier = NonNullable<RatingRow["tier"]>;

const tierName: Record<Tier, MessageDescriptor> = {
  above: msg`above the team`,
  below: msg`below the team`,
  not_distinguishable: msg`not distinguishable`,
};
const tierTone: Record<Tier, "good" | "bad" | "plain"> = { above: "good", below: "bad", not_distinguishable: "plain" };

/** In the order the server gives: by the shrunk share, so that few answers move nobody to the top or the bottom. */
export function RatingTable({ report, onOpen }: Props) {
  const { t, i18n } = useLingui();
  const shown = useShownRows(report.rows);
  const team = report.team.percent;
  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={t`Agents by rating`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Agent</Trans>
              </th>
              <th scope="col">
                <Trans>Answers</Trans>
              </th>
              <th scope="col">
                <Trans>Positive</Trans>
              </th>
              <th scope="col">
                <Trans>Satisfied</Trans>
              </th>
              <th scope="col">
                <Trans>Likely range, 0–100 %</Trans>
              </th>
              <th scope="col">
                <Trans>Evened out</Trans>
              </th>
              <th scope="col">
                <Trans>Mean, 1–5</Trans>
              </th>
              <th scope="col">
                <Trans>Against the team</Trans>
              </th>
            </tr>
          </thead>
          <tbody>
            <tr className={classes.total}>
              <th scope="row">
                <Trans>Team</Trans>
              </th>
              <td>
                <FigureButton about={t`Team, answers`} onOpen={() => onOpen({ figure: "n", agent: undefined })}>
                  {figureText(report.team.n, "count", i18n.locale)}
                </FigureButton>
              </td>
              <td>{figureText(report.team.positive, "count", i18n.locale)}</td>
              <td>{figureText(team, "percent", i18n.locale)}</td>
              <td>
                {team !== null && report.team.low !== null && report.team.high !== null && (
                  <IntervalBar percent={team} low={report.team.low} high={report.team.high} />
                )}
              </td>
              <td />
              <td>{figureText(report.team.mean, "points", i18n.locale)}</td>
              <td />
            </tr>
            {shown.rows.map((row) => (
              <RatingLine key={row.agent.id} row={row} team={team} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
      <MoreRows shown={shown} />
    </>
  );
}

type LineProps = { row: RatingRow; team: number | null; onOpen: (drill: Drill) => void };

function RatingLine({ row, team, onOpen }: LineProps) {
  const { t, i18n } = useLingui();
  const who = row.agent.name;
  return (
    <tr>
      <th scope="row">
        <span className={classes.person}>
          <PersonAvatar name={who} size={24} />
          {who}
        </span>
      </th>
      <td>
        <FigureButton about={t`${who}, answers`} onOpen={() => onOpen({ figure: "n", agent: agentKey(row.agent) })}>
          {figureText(row.n, "count", i18n.locale)}
        </FigureButton>
      </td>
      {row.shown ? <Shown row={row} team={team} onOpen={onOpen} /> : <TooFew />}
    </tr>
  );
}

function Shown({ row, team, onOpen }: LineProps) {
  const { t, i18n } = useLingui();
  const tone = row.tier === null ? "plain" : tierTone[row.tier];
  const hasRange = row.percent !== null && row.low !== null && row.high !== null;
  const about = t`${row.agent.name}, positive answers`;
  return (
    <>
      <td>
        <FigureButton about={about} onOpen={() => onOpen({ figure: "positive", agent: agentKey(row.agent) })}>
          {figureText(row.positive, "count", i18n.locale)}
        </FigureButton>
      </td>
      <td>{figureText(row.percent, "percent", i18n.locale)}</td>
      <td>
        {hasRange && (
          <IntervalBar
            percent={row.percent as number}
            low={row.low as number}
            high={row.high as number}
            reference={team}
            tone={tone}
          />
        )}
      </td>
      <td>{figureText(row.shrunk_percent, "percent", i18n.locale)}</td>
      <td>{figureText(row.mean, "points", i18n.locale)}</td>
      <td className={classes.note}>
        {row.tier === null ? <Trans>from 20 answers on</Trans> : i18n._(tierName[row.tier])}
      </td>
    </>
  );
}

/** A share of four answers says nothing about a person, so none is shown; the answers themselves can be read. */
function TooFew() {
  return (
    <td colSpan={6} className={classes.note}>
      <Trans>– fewer than 5 answers, no figure</Trans>
    </td>
  );
}
