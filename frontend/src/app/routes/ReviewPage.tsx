import { EmptyState } from "@/ui/EmptyState";

export function ReviewPage() {
  return <EmptyState title="Review" />;
}
