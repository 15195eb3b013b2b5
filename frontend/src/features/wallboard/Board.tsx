import { Trans, useLingui } from "@lingui/react/macro";
import type { Wallboard } from "@/api/generated/types.gen";
import { AgentGrid } from "./AgentGrid";
import classes from "./Board.module.css";
import { DepartmentTable } from "./DepartmentTable";
import { Tiles } from "./Tiles";
import { useAnnouncedThresholds } from "./useAnnouncedThresholds";

type BoardProps = {
  board: Wallboard;
  /** Figures that are no longer kept fresh are greyed, so that nobody acts on them as if they were live. */
  stale: boolean;
};

/** Everything between the heading and the bottom edge: tiles, departments, people. */
export function Board({ board, stale }: BoardProps) {
  const { t } = useLingui();
  useAnnouncedThresholds(board);
  return (
    <div className={classes.board} data-stale={stale || undefined}>
      <Tiles board={board} />
      {board.departments.length > 0 && <DepartmentTable departments={board.departments} />}
      <section aria-label={t`Agents`} className={classes.people}>
        {board.agents.by_state.length > 0 ? (
          <AgentGrid agents={board.agents.by_state} />
        ) : (
          <p className={classes.nobody}>
            <Trans>Nobody is signed in right now.</Trans>
          </p>
        )}
      </section>
    </div>
  );
}
