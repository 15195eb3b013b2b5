import { t } from "@lingui/core/macro";
import { Trans } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { ReactElement } from "react";
import { asProblem } from "@/api/problem";
import { addNews, spendUndo } from "./news";
import classes from "./notify.module.css";

const WITH_UNDO_MS = 8000;
const PLAIN_MS = 5000;

type Options = {
  /** The toast waits long enough for this to be used. */
  undo?: () => void;
  /** The toast and its Undo live this long, no longer. */
  ms?: number;
};

/** One line, at most one action. `said` is what the list of alerts keeps where the line itself does not stand still. */
export function notify(message: string, options?: Options): void;
export function notify(message: ReactElement, options: Options & { said: string }): void;
export function notify(message: string | ReactElement, { undo, ms, said }: Options & { said?: string } = {}) {
  const id = crypto.randomUUID();
  const takeBack = () => {
    notifications.hide(id);
    spendUndo(id);
    undo?.();
  };
  const kept = said ?? (message as string);
  addNews({ id, message: kept, isProblem: false, undo: undo && ms === undefined ? takeBack : undefined });
  notifications.show({
    id,
    autoClose: ms ?? (undo ? WITH_UNDO_MS : PLAIN_MS),
    className: classes.toast,
    withBorder: true,
    closeButtonProps: { "aria-label": t`Close` },
    message: (
      <span className={classes.line}>
        <span>{message}</span>
        {undo && (
          <Button size="compact-sm" variant="subtle" onClick={takeBack}>
            <Trans>Undo</Trans>
          </Button>
        )}
      </span>
    ),
  });
}

/** Says what happened in the server's own words; they are written for the person reading. Stays until closed. */
export function notifyProblem(error: unknown) {
  const problem = asProblem(error);
  const said = problem?.detail || (problem ? t`The server could not do this. Nothing was changed; try again.` : null);
  const message = said ?? t`No connection. Nothing was changed; try again.`;
  addNews({ id: crypto.randomUUID(), message, isProblem: true, undo: undefined });
  notifications.show({
    color: "red",
    autoClose: false,
    withBorder: true,
    closeButtonProps: { "aria-label": t`Close` },
    message,
  });
}
