import { useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { ErrorState } from "@/ui/ErrorState";
import { useShortcuts } from "@/ui/shortcuts";
import { usePageTitle } from "@/ui/usePageTitle";
import { Board } from "./Board";
import { BoardHeader } from "./BoardHeader";
import { useBoard } from "./useBoard";
import { useBoardScheme } from "./useBoardScheme";
import { useIdleCursor } from "./useIdleCursor";
import classes from "./WallboardScreen.module.css";

/** The whole screen of a wallboard for one department, or for all of one's own when there is none. */
export function WallboardScreen({ department }: { department: string | null }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const { board, stale, confirmedAt } = useBoard(department);
  const scheme = useBoardScheme();
  const idle = useIdleCursor();
  usePageTitle(board.data?.scope.name ?? t`Wallboard`);

  const leave = () => void navigate({ to: "/" });
  useShortcuts([{ keys: "Escape", name: t`Leave the wallboard`, group: t`Wallboard`, run: leave }]);

  return (
    <div
      className={classes.screen}
      data-mantine-color-scheme={scheme.dark ? "dark" : "light"}
      data-idle={idle || undefined}
    >
      <BoardHeader
        board={board.data}
        stale={stale}
        confirmedAt={confirmedAt}
        dark={scheme.dark}
        onScheme={scheme.toggle}
        onLeave={leave}
      />
      {board.data ? (
        <Board board={board.data} stale={stale} />
      ) : board.isError ? (
        <ErrorState error={board.error} onRetry={() => void board.refetch()} />
      ) : (
        <Skeleton height="60vh" radius="lg" />
      )}
    </div>
  );
}
