import { useParams } from "@tanstack/react-router";
import { DepartmentScreen } from "@/features/admin/DepartmentScreen";

export function DepartmentPage() {
  const { department } = useParams({ from: "/admin/departments/$department" });
  return <DepartmentScreen key={department} id={department} />;
}
