import { Plural, Trans, useLingui } from "@lingui/react/macro";
import type { Productivity, ProductivityRow } from "@/api/generated/types.gen";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { FigureButton } from "./FigureButton";
import { figureText } from "./figureFormat";
import { HowThis } from "./HowCounted";
import { MoreRows, useShownRows } from "./MoreRows";
import { PRODUCTIVITY } from "./productivityFigures";
import classes from "./ReportTable.module.css";
import { agentKey, type Drill } from "./reportSearch";
import { ordered, SortHeader, sortFromAddress, sortInAddress } from "./SortHeader";
import type { OpenReport } from "./useOpenReport";

type Props = { report: Productivity; opened: OpenReport };

const MOST_SOLVED = { column: "solved", down: true };

export function ProductivityTable({ report, opened: { filters, change, open } }: Props) {
  const { t, i18n } = useLingui();
  const sort = sortFromAddress(filters.sort, MOST_SOLVED);
  const figure = PRODUCTIVITY.find((each) => each.column === sort.column);
  const rows = ordered(report.rows, (row) => figure?.value(row) ?? null, sort.down);
  const shown = useShownRows(rows);

  return (
    <>
      <div className={classes.scroll}>
        <table className={classes.table} aria-label={t`Agents`}>
          <thead>
            <tr>
              <th scope="col">
                <Trans>Agent</Trans>
              </th>
              {PRODUCTIVITY.map((each) => (
                <SortHeader
                  key={each.column}
                  column={each.column}
                  sort={sort}
                  onSort={(next) => change({ sort: sortInAddress(next) })}
                  aside={<HowThis code={each.code} name={i18n._(each.name)} />}
                >
                  {i18n._(each.name)}
                </SortHeader>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr className={classes.total}>
              <th scope="row">
                <Plural value={report.rows.length} one="Everybody, # agent" other="Everybody, # agents" />
              </th>
              <Figures row={report.total} who={t`Everybody`} agent={undefined} onOpen={open} />
            </tr>
            {shown.rows.map((row) => (
              <AgentLine key={agentKey(row.agent)} row={row} onOpen={open} />
            ))}
          </tbody>
        </table>
      </div>
      <MoreRows shown={shown} />
      {report.total.not_additive.length > 0 && (
        <p className={classes.note}>
          <Trans>
            A ticket that several people worked on counts once for everybody together, so the rows of assigned, answered
            and solved tickets may add up to more than the first line.
          </Trans>
        </p>
      )}
    </>
  );
}

function AgentLine({ row, onOpen }: { row: ProductivityRow; onOpen: (drill: Drill) => void }) {
  return (
    <tr>
      <th scope="row">
        <span className={classes.person}>
          <PersonAvatar name={row.agent.name} size={24} />
          {row.agent.name}
        </span>
      </th>
      <Figures row={row} who={row.agent.name} agent={agentKey(row.agent)} onOpen={onOpen} />
    </tr>
  );
}

type FiguresProps = {
  row: ProductivityRow | Productivity["total"];
  who: string;
  agent: string | undefined;
  onOpen: (drill: Drill) => void;
};

function Figures({ row, who, agent, onOpen }: FiguresProps) {
  const { i18n } = useLingui();
  return PRODUCTIVITY.map((figure) => (
    <td key={figure.column}>
      <FigureButton about={`${who}, ${i18n._(figure.name)}`} onOpen={() => onOpen({ figure: figure.code, agent })}>
        {figureText(figure.value(row), figure.unit, i18n.locale)}
      </FigureButton>
    </td>
  ));
}
