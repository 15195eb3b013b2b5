import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { PageHeader } from "@/ui/PageHeader";
import classes from "./ReportFrame.module.css";

type ReportFrameProps = { title: string; actions: ReactNode; filters: ReactNode; children: ReactNode };

/** Title and actions, the line of filters, and below them what the report says. */
export function ReportFrame({ title, actions, filters, children }: ReportFrameProps) {
  const { t } = useLingui();
  return (
    <div className={classes.page}>
      <PageHeader
        title={title}
        part={t`Reports`}
        actions={actions}
        siblings={
          <>
            <Link to="/reports/$report" params={{ report: "agent-productivity" }} search={keepFilters}>
              <Trans>Agent productivity</Trans>
            </Link>
            <Link to="/reports/$report" params={{ report: "agent-rating" }} search={keepFilters}>
              <Trans>Agent rating</Trans>
            </Link>
          </>
        }
      />
      {filters}
      {children}
    </div>
  );
}

/** The other report about the same period and department; what was opened from a number stays behind. */
const keepFilters = (search: Record<string, unknown>) => ({ ...search, drill: undefined });
