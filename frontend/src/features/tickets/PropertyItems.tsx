import { Trans, useLingui } from "@lingui/react/macro";
import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import type { TicketDetail, TicketRow } from "@/api/tickets";
import { useDepartments } from "@/api/useMe";
import { PriorityMark } from "@/ui/PriorityMark";
import { StatusDot } from "@/ui/StatusDot";
import { priorityName, statusName } from "@/ui/ticketWords";
import type { TicketActions } from "./useTicketActions";

/** What a person sets; "new" and "closed" come by themselves. */
const SETTABLE: readonly TicketRow["status"][] = ["open", "pending", "on_hold"];
const PRIORITIES: readonly TicketRow["priority"][] = ["urgent", "high", "normal", "low"];

export type Property = "status" | "priority" | "department";
type Props = { ticket: TicketDetail; actions: TicketActions; only: Property | undefined };

/** Status, priority and department as items of one menu, or one of them alone; the present value is ticked. */
export function PropertyItems({ ticket, actions, only }: Props) {
  const shown = (property: Property) => only === undefined || only === property;
  return (
    <>
      {shown("status") && <StatusItems ticket={ticket} actions={actions} />}
      {only === undefined && <Menu.Divider />}
      {shown("priority") && <PriorityItems ticket={ticket} actions={actions} />}
      {only === undefined && <Menu.Divider />}
      {shown("department") && <DepartmentItems ticket={ticket} actions={actions} />}
    </>
  );
}

type ItemsProps = Omit<Props, "only">;
const ticked = (on: boolean) => (on ? <IconCheck size={16} aria-hidden /> : undefined);

function StatusItems({ ticket, actions }: ItemsProps) {
  const { i18n } = useLingui();
  const disabled = !ticket.abilities.edit;

  return (
    <>
      <Menu.Label>
        <Trans>Status</Trans>
      </Menu.Label>
      {SETTABLE.map((status) => (
        <Menu.Item
          key={status}
          aria-current={ticket.status === status}
          disabled={disabled || ticket.status === status}
          leftSection={<StatusDot status={status} />}
          rightSection={ticked(ticket.status === status)}
          onClick={() => actions.setStatus(status)}
        >
          {i18n._(statusName[status])}
        </Menu.Item>
      ))}
    </>
  );
}

function PriorityItems({ ticket, actions }: ItemsProps) {
  const { i18n } = useLingui();
  const disabled = !ticket.abilities.edit;
  return (
    <>
      <Menu.Label>
        <Trans>Priority</Trans>
      </Menu.Label>
      {PRIORITIES.map((priority) => (
        <Menu.Item
          key={priority}
          aria-current={ticket.priority === priority}
          disabled={disabled || ticket.priority === priority}
          leftSection={<PriorityMark priority={priority} />}
          rightSection={ticked(ticket.priority === priority)}
          onClick={() => actions.setPriority(priority)}
        >
          {i18n._(priorityName[priority])}
        </Menu.Item>
      ))}
    </>
  );
}

function DepartmentItems({ ticket, actions }: ItemsProps) {
  const departments = useDepartments().filter((one) => one.archived_at === null);
  const disabled = !ticket.abilities.edit;
  return (
    <>
      <Menu.Label>
        <Trans>Move to a department</Trans>
      </Menu.Label>
      {departments.map((department) => (
        <Menu.Item
          key={department.id}
          aria-current={ticket.department.id === department.id}
          disabled={disabled || ticket.department.id === department.id}
          rightSection={ticked(ticket.department.id === department.id)}
          onClick={() => actions.transfer({ id: department.id, name: department.name })}
        >
          {department.name}
        </Menu.Item>
      ))}
    </>
  );
}
