import { useLingui } from "@lingui/react/macro";
import { Drawer } from "@mantine/core";
import type { TicketDetail } from "@/api/tickets";
import { SidePanel } from "./SidePanel";

type DetailsDrawerProps = { ticket: TicketDetail; opened: boolean; onClose: () => void };

/** The side panel where the window has no room for it beside the conversation. */
export function DetailsDrawer({ ticket, opened, onClose }: DetailsDrawerProps) {
  const { t } = useLingui();
  return (
    <Drawer
      opened={opened}
      onClose={onClose}
      title={t`Details`}
      size={320}
      padding={0}
      closeButtonProps={{ "aria-label": t`Close` }}
    >
      <SidePanel ticket={ticket} />
    </Drawer>
  );
}
