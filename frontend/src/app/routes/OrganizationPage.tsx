import { OrganizationScreen } from "@/features/admin/OrganizationScreen";

export function OrganizationPage() {
  return <OrganizationScreen />;
}
