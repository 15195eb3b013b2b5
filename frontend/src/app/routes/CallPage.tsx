import { useParams, useSearch } from "@tanstack/react-router";
import type { Call } from "@/api/generated/types.gen";
import { CallScreen } from "@/features/calls/CallScreen";
import { ReviewThisButton } from "@/features/reviews/ReviewThisButton";

export function CallPage() {
  const { call } = useParams({ from: "/calls/$call" });
  const { t } = useSearch({ from: "/calls/$call" });
  return <CallScreen key={call} id={call} startAt={t ?? null} action={reviewed} />;
}

/** Only an answered call that is over can be judged. */
const reviewed = ({ id, state, outcome, agent }: Call) =>
  state === "over" && outcome === "answered" && <ReviewThisButton subject={{ kind: "call", id }} agent={agent} />;
