import { IconAlertTriangleFilled, IconCircleCheckFilled, IconHourglass } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { Signal } from "./limits";
import classes from "./SignalWords.module.css";

const ICON = { good: IconCircleCheckFilled, warn: IconHourglass, bad: IconAlertTriangleFilled } as const;

/** Words with the shape and colour of how urgent they are. */
export function SignalWords({ signal, children }: { signal: Signal; children: ReactNode }) {
  const Icon = signal === "plain" ? null : ICON[signal];
  return (
    <span className={classes.words} data-signal={signal}>
      {Icon && <Icon className={classes.icon} aria-hidden="true" />}
      {children}
    </span>
  );
}
