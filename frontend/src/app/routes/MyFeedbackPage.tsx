import { EmptyState } from "@/ui/EmptyState";

export function MyFeedbackPage() {
  return <EmptyState title="MyFeedback" />;
}
