import type { MessageDescriptor } from "@lingui/core";
import { msg } from "@lingui/core/macro";
import { Trans, useLingui } from "@lingui/react/macro";
import type { RatingRow } from "@/api/generated/types.gen";
import { IntervalBar } from "@/ui/IntervalBar";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { FigureButton } from "./FigureButton";
import { figureText } from "./figureFormat";
import classes from "./ReportTable.module.css";
import { agentKey, type Drill } from "./reportSearch";

type Tier = NonNullable<RatingRow["tier"]>;

const tierName: Record<Tier, MessageDescriptor> = {
  above: msg`above the team`,
  below: msg`below the team`,
  not_distinguishable: msg`not distinguishable`,
};
const tierTone: Record<Tier, "good" | "bad" | "plain"> = { above: "good", below: "bad", not_distinguishable: "plain" };

type LineProps = { row: RatingRow; team: number | null; onOpen: (drill: Drill) => void };

/** One agent; below five answers only how many there are. */
export function RatingLine({ row, team, onOpen }: LineProps) {
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
  const who = row.agent.name;
  const about = t`${who}, positive answers`;
  const openAll = () => onOpen({ figure: "n", agent: agentKey(row.agent) });
  return (
    <>
      <td>
        <FigureButton about={about} onOpen={() => onOpen({ figure: "positive", agent: agentKey(row.agent) })}>
          {figureText(row.positive, "count", i18n.locale)}
        </FigureButton>
      </td>
      <td>
        <FigureButton about={t`${who}, satisfied`} onOpen={openAll}>
          {figureText(row.percent, "percent", i18n.locale)}
        </FigureButton>
      </td>
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
      <td>
        <FigureButton about={t`${who}, adjusted share`} onOpen={openAll}>
          {figureText(row.shrunk_percent, "percent", i18n.locale)}
        </FigureButton>
      </td>
      <td>
        <FigureButton about={t`${who}, mean`} onOpen={openAll}>
          {figureText(row.mean, "points", i18n.locale)}
        </FigureButton>
      </td>
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
