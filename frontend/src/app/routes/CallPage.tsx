import { EmptyState } from "@/ui/EmptyState";

export function CallPage() {
  return <EmptyState title="Call" />;
}
