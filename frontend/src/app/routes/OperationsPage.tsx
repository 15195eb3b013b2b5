import { OperationsScreen } from "@/features/admin/OperationsScreen";

export function OperationsPage() {
  return <OperationsScreen />;
}
