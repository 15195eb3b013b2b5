import { useNavigate, useSearch } from "@tanstack/react-router";
import { SetAsideScreen } from "@/features/admin/SetAsideScreen";

export function SetAsidePage() {
  const search = useSearch({ from: "/admin/set-aside" });
  const navigate = useNavigate({ from: "/admin/set-aside" });
  return (
    <SetAsideScreen
      search={search}
      change={(changes) => void navigate({ search: (before) => ({ ...before, ...changes }) })}
    />
  );
}
