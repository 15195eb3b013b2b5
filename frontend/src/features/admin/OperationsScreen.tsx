import { useLingui } from "@lingui/react/macro";
import { AdminFrame } from "./AdminFrame";
import { ParkedDeliveries } from "./ParkedDeliveries";
import { UnreadInput } from "./UnreadInput";

/** What gave up and waits for a person. An empty page is the good one. */
export function OperationsScreen() {
  const { t } = useLingui();
  return (
    <AdminFrame title={t`Operations`}>
      <ParkedDeliveries />
      <UnreadInput />
    </AdminFrame>
  );
}
