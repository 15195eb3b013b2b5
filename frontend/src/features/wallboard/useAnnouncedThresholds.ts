import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef } from "react";
import type { Wallboard } from "@/api/generated/types.gen";
import { announce } from "@/ui/announce";
import { judgeShare, LIMITS, type Signal } from "./limits";
import { useWaitSignal } from "./useSignals";

const QUIET_MS = 60_000;

type Judged = { calls: Signal; answered: Signal; overdue: Signal };

function judge({ calls, tickets }: Wallboard): Omit<Judged, "calls"> {
  return {
    answered: judgeShare(calls.service_level_percent, LIMITS.answeredPercent, LIMITS.answeredNearPercent),
    overdue: tickets.overdue > 0 ? "bad" : "good",
  };
}

/** What a screen reader says: only that a limit was crossed, politely, and at most once a minute. */
export function useAnnouncedThresholds(board: Wallboard) {
  const { t } = useLingui();
  const { waiting, longest_waiting_since } = board.calls;
  const calls = useWaitSignal(waiting, longest_waiting_since, LIMITS.callWaitSeconds);
  const before = useRef<Judged | null>(null);
  const spokenAt = useRef(0);

  useEffect(() => {
    const judged = { ...judge(board), calls };
    const was = before.current;
    if (was !== null && Date.now() - spokenAt.current < QUIET_MS) return; // compared again with what was last said
    before.current = judged;
    if (was === null) return;
    const news = [
      was.calls !== "bad" && judged.calls === "bad" && t`A caller has waited longer than the limit.`,
      was.overdue !== "bad" && judged.overdue === "bad" && t`A ticket is overdue.`,
      was.answered === "good" && judged.answered !== "good" && t`Answered in 20 s fell below its target.`,
    ].filter(Boolean);
    if (news.length === 0) return;
    spokenAt.current = Date.now();
    announce(news.join(" "));
  }, [board, calls, t]);
}
