import { DepartmentsScreen } from "@/features/admin/DepartmentsScreen";

export function DepartmentsPage() {
  return <DepartmentsScreen />;
}
