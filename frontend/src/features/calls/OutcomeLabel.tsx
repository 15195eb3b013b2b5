import { useLingui } from "@lingui/react/macro";
import { IconCircleCheck, IconPhoneOff, IconPhoneX } from "@tabler/icons-react";
import type { CallRow } from "@/api/generated/types.gen";
import { type Outcome, outcomeName, stateName } from "./callWords";
import classes from "./OutcomeLabel.module.css";

const LOST: readonly Outcome[] = ["abandoned", "failed"];

/** How the call ended, or where it is while it goes on. Only what was lost is coloured. */
export function OutcomeLabel({ call }: { call: Pick<CallRow, "outcome" | "state"> }) {
  const { i18n } = useLingui();
  if (call.outcome === "") return <span className={classes.label}>{i18n._(stateName[call.state])}</span>;
  const lost = LOST.includes(call.outcome);
  const Icon = call.outcome === "answered" ? IconCircleCheck : lost ? IconPhoneX : IconPhoneOff;
  return (
    <span className={classes.label} data-lost={lost || undefined}>
      <Icon size={15} aria-hidden="true" />
      {i18n._(outcomeName[call.outcome])}
    </span>
  );
}
