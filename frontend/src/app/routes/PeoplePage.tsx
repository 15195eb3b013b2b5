import { useSearch } from "@tanstack/react-router";
import { PeopleScreen } from "@/features/admin/PeopleScreen";

export function PeoplePage() {
  const { q = "" } = useSearch({ from: "/admin/people" });
  return <PeopleScreen key={q} words={q} />;
}
