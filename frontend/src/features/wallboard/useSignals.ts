import { useSyncExternalStore } from "react";
import type { AgentState } from "@/api/generated/types.gen";
import { onSecond, serverNow } from "@/ui/time";
import { isLong, judgeWait } from "./limits";

const secondsSince = (moment: string) => (serverNow() - Date.parse(moment)) / 1000;

/** Looked at every second, rendered only when the judgement changes: a limit is also crossed by nothing happening. */
export const useWaitSignal = (waiting: number, since: string | null, limit: number) =>
  useSyncExternalStore(onSecond, () => judgeWait(waiting, since === null ? null : secondsSince(since), limit));

export const useIsLong = ({ state, since }: AgentState) =>
  useSyncExternalStore(onSecond, () => since !== null && isLong(state, secondsSince(since)));
