import { EmptyState } from "@/ui/EmptyState";

export function MePage() {
  return <EmptyState title="Me" />;
}
