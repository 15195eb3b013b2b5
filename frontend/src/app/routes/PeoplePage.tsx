import { PeopleScreen } from "@/features/admin/PeopleScreen";

export function PeoplePage() {
  return <PeopleScreen />;
}
