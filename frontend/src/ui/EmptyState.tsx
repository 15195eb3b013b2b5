import type { ReactNode } from "react";
import classes from "./EmptyState.module.css";

type Props = { title: string; hint?: ReactNode; icon?: ReactNode; action?: ReactNode };

/** Why there is nothing here, and what to do about it. */
export function EmptyState({ title, hint, icon, action }: Props) {
  return (
    <div className={classes.root}>
      {icon && (
        <div className={classes.icon} aria-hidden>
          {icon}
        </div>
      )}
      <h2 className={classes.title}>{title}</h2>
      {hint && <p className={classes.hint}>{hint}</p>}
      {action}
    </div>
  );
}
