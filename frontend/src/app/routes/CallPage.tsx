import { useParams, useSearch } from "@tanstack/react-router";
import { CallScreen } from "@/features/calls/CallScreen";

export function CallPage() {
  const { call } = useParams({ from: "/calls/$call" });
  const { t } = useSearch({ from: "/calls/$call" });
  return <CallScreen key={call} id={call} startAt={t ?? null} />;
}
