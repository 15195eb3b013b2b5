import { EmptyState } from "@/ui/EmptyState";

export function WallboardPage() {
  return <EmptyState title="Wallboard" />;
}
