import type { ReactNode } from "react";
import classes from "./PageHeader.module.css";

type PageHeaderProps = {
  title: string;
  /** What this page and its siblings are part of. */
  part: string;
  /** Links to the siblings and to this page itself; without any there is no row of them. */
  siblings: ReactNode;
  actions?: ReactNode;
};

/** Title of a page, the ways to its siblings above it, and what can be done here beside it. */
export function PageHeader({ title, part, siblings, actions }: PageHeaderProps) {
  return (
    <header className={classes.header}>
      <div>
        {siblings && (
          <nav aria-label={part} className={classes.siblings}>
            {siblings}
          </nav>
        )}
        <h1 className={classes.title}>{title}</h1>
      </div>
      {actions && <div className={classes.actions}>{actions}</div>}
    </header>
  );
}
