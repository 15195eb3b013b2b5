import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Menu } from "@mantine/core";
import { IconCheck, IconSelector } from "@tabler/icons-react";
import type { TicketRow } from "@/api/tickets";
import { StatusDot } from "@/ui/StatusDot";
import { statusName } from "@/ui/ticketWords";
import classes from "./StatusAfter.module.css";

type Status = TicketRow["status"];
const AFTER_SENDING: readonly Status[] = ["pending", "on_hold", "open", "solved"];

/** What the ticket becomes when the answer goes out; beside Send, because it happens with it. */
export function StatusAfter({ value, onChange }: { value: Status; onChange: (status: Status) => void }) {
  const { t, i18n } = useLingui();
  const name = i18n._(statusName[value]);
  return (
    <Menu position="top-end" width={200}>
      <Menu.Target>
        <Button
          variant="default"
          className={classes.status}
          aria-label={t`Status after sending: ${name}`}
          leftSection={<StatusDot status={value} />}
          rightSection={<IconSelector size={14} aria-hidden />}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Trans>Status after sending</Trans>
        </Menu.Label>
        {AFTER_SENDING.map((status) => (
          <Menu.Item
            key={status}
            aria-current={status === value}
            leftSection={<StatusDot status={status} />}
            rightSection={status === value && <IconCheck size={16} aria-hidden />}
            onClick={() => onChange(status)}
          >
            {i18n._(statusName[status])}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
