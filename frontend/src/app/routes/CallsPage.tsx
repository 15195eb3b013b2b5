import { useNavigate, useSearch } from "@tanstack/react-router";
import type { CallSearch } from "@/features/calls/CallFilters";
import { CallsScreen } from "@/features/calls/CallsScreen";

export function CallsPage() {
  const search = useSearch({ from: "/calls" });
  const navigate = useNavigate({ from: "/calls" });
  const change = (changes: CallSearch) =>
    void navigate({ search: (before) => ({ ...before, ...changes }), replace: true });
  return <CallsScreen search={search} change={change} />;
}
