import { useNavigate, useSearch } from "@tanstack/react-router";
import { AuditScreen } from "@/features/admin/AuditScreen";

export function AuditPage() {
  const search = useSearch({ from: "/admin/audit" });
  const navigate = useNavigate({ from: "/admin/audit" });
  return (
    <AuditScreen
      search={search}
      change={(changes) => void navigate({ search: (before) => ({ ...before, ...changes }) })}
    />
  );
}
