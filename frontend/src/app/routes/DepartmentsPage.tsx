import { EmptyState } from "@/ui/EmptyState";

export function DepartmentsPage() {
  return <EmptyState title="Departments" />;
}
