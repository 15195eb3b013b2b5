import { EmptyState } from "@/ui/EmptyState";

export function QualityQueuePage() {
  return <EmptyState title="QualityQueue" />;
}
