import { EmptyState } from "@/ui/EmptyState";

export function PeoplePage() {
  return <EmptyState title="People" />;
}
