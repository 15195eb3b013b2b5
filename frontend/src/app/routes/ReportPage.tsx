import { EmptyState } from "@/ui/EmptyState";

export function ReportPage() {
  return <EmptyState title="Report" />;
}
