import { useLingui } from "@lingui/react/macro";
import classes from "./FigureButton.module.css";

type FigureButtonProps = {
  /** The number as it is shown. */
  children: string;
  /** Whose and what number it is, for those who do not see the row and column. */
  about: string;
  onOpen?: (() => void) | undefined;
};

/** A number that opens the rows it was counted from. Nothing to open: just the number. */
export function FigureButton({ children, about, onOpen }: FigureButtonProps) {
  const { t } = useLingui();
  if (!onOpen || children === "–") return <span className={classes.plain}>{children}</span>;
  return (
    <button type="button" className={classes.figure} onClick={onOpen} aria-label={t`${about}: ${children}, show`}>
      {children}
    </button>
  );
}
