import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import classes from "./ReportFrame.module.css";

type ReportFrameProps = { title: string; actions: ReactNode; filters: ReactNode; children: ReactNode };

/** Title and actions, the line of filters, and below them what the report says. */
export function ReportFrame({ title, actions, filters, children }: ReportFrameProps) {
  const { t } = useLingui();
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <div>
          <nav aria-label={t`Reports`} className={classes.tabs}>
            <Link to="/reports/$report" params={{ report: "agent-productivity" }} search={keepFilters}>
              <Trans>Agent productivity</Trans>
            </Link>
            <Link to="/reports/$report" params={{ report: "agent-rating" }} search={keepFilters}>
              <Trans>Agent rating</Trans>
            </Link>
          </nav>
          <h1 className={classes.title}>{title}</h1>
        </div>
        <div className={classes.actions}>{actions}</div>
      </header>
      {filters}
      {children}
    </div>
  );
}

/** The other report about the same period and department; what was opened from a number stays behind. */
const keepFilters = (search: Record<string, unknown>) => ({ ...search, drill: undefined });
