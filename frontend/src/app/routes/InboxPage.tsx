import { EmptyState } from "@/ui/EmptyState";

export function InboxPage() {
  return <EmptyState title="Inbox" />;
}
