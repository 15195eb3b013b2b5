import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import type { Rating } from "@/api/generated/types.gen";
import { IntervalBar } from "@/ui/IntervalBar";
import { FigureButton } from "./FigureButton";
import { figureText } from "./figureFormat";
import { HowThis } from "./HowCounted";
import { MoreRows, useShownRows } from "./MoreRows";
import { RatingLine } from "./RatingLine";
import classes from "./ReportTable.module.css";
import { agentKey, type Drill } from "./reportSearch";

type Props = { report: Rating; onOpen: (drill: Drill) => void };

const COLUMNS: readonly { name: MessageDescriptor; code: string }[] = [
  { name: msg`Answers`, code: "rating" },
  { name: msg`Positive`, code: "rating" },
  { name: msg`Satisfied`, code: "csat" },
  { name: msg`Likely range, 0–100 %`, code: "csat" },
  { name: msg`Adjusted share`, code: "shrunk" },
  { name: msg`Mean, 1–5`, code: "csat" },
  { name: msg`Against the team`, code: "tier" },
];
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
              {COLUMNS.map(({ name, code }) => (
                <th key={name.id} scope="col">
                  <span className={classes.heading}>
                    {i18n._(name)}
                    <HowThis code={code} name={i18n._(name)} />
                  </span>
                </th>
              ))}
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
              <td>
                <FigureButton
                  about={t`Team, positive answers`}
                  onOpen={() => onOpen({ figure: "positive", agent: undefined })}
                >
                  {figureText(report.team.positive, "count", i18n.locale)}
                </FigureButton>
              </td>
              <td>
                <FigureButton about={t`Team, satisfied`} onOpen={() => onOpen({ figure: "n", agent: undefined })}>
                  {figureText(team, "percent", i18n.locale)}
                </FigureButton>
              </td>
              <td>
                {team !== null && report.team.low !== null && report.team.high !== null && (
                  <IntervalBar percent={team} low={report.team.low} high={report.team.high} />
                )}
              </td>
              <td />
              <td>
                <FigureButton about={t`Team, mean`} onOpen={() => onOpen({ figure: "n", agent: undefined })}>
                  {figureText(report.team.mean, "points", i18n.locale)}
                </FigureButton>
              </td>
              <td />
            </tr>
            {shown.rows.map((row) => (
              <RatingLine key={agentKey(row.agent)} row={row} team={team} onOpen={onOpen} />
            ))}
          </tbody>
        </table>
      </div>
      <MoreRows shown={shown} />
    </>
  );
}
