import { EmptyState } from "@/ui/EmptyState";

export function CallsPage() {
  return <EmptyState title="Calls" />;
}
