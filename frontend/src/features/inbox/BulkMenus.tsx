import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Menu } from "@mantine/core";
import { IconUserOff, IconUserPlus } from "@tabler/icons-react";
import type { ReactNode } from "react";
import type { TicketRow } from "@/api/tickets";
import { useDepartments, useMe } from "@/api/useMe";
import { PersonPicker } from "@/ui/PersonPicker";
import { PriorityMark } from "@/ui/PriorityMark";
import { StatusDot } from "@/ui/StatusDot";
import { priorityName, statusName } from "@/ui/ticketWords";
import classes from "./BulkBar.module.css";
import type { Wanted } from "./useBulkChange";

export type BulkMenu = "assign" | "status" | "priority" | "transfer" | null;

const STATUSES = ["open", "pending", "on_hold", "solved"] as const;
const PRIORITIES = ["urgent", "high", "normal", "low"] as const;

type Props = {
  chosen: readonly TicketRow[];
  menu: BulkMenu;
  onMenu: (menu: BulkMenu) => void;
  busy: boolean;
  onApply: (wanted: Pick<Wanted, "kind" | "value" | "patch">) => void;
};

/** Assign, status, priority, department: what can be done to many tickets, each behind a button of its own. */
export function BulkMenus({ chosen, menu, onMenu, busy, onApply }: Props) {
  const { i18n, t } = useLingui();
  const me = useMe();
  const departments = useDepartments();
  const named = (which: Exclude<BulkMenu, null>) => ({
    opened: menu === which,
    onChange: (opened: boolean) => onMenu(opened ? which : null),
  });
  const there = new Set(chosen.map((row) => row.department.id));
  const among = [...new Set(departments.filter((one) => there.has(one.id)).flatMap((one) => one.member_ids))];
  const assign = (person: { id: string; name: string } | null) =>
    onApply({ kind: "assign", value: person?.id ?? "", patch: { assignee: person } });

  return (
    <div className={classes.actions}>
      <PersonPicker
        {...named("assign")}
        among={among}
        position="bottom-start"
        first={[
          {
            key: "me",
            name: t`Take them myself`,
            icon: <IconUserPlus size={18} aria-hidden />,
            run: () => assign({ id: me.id, name: me.name }),
          },
          { key: "nobody", name: t`Nobody`, icon: <IconUserOff size={18} aria-hidden />, run: () => assign(null) },
        ]}
        onPick={assign}
        nobodyFound={t`Nobody of these departments is called that.`}
      >
        <Button
          {...BUTTON}
          aria-haspopup="listbox"
          aria-expanded={menu === "assign"}
          loading={busy}
          onClick={() => onMenu(menu === "assign" ? null : "assign")}
        >
          <Trans>Assign</Trans>
        </Button>
      </PersonPicker>
      <Choice label={<Trans>Status</Trans>} busy={busy} {...named("status")}>
        {STATUSES.map((status) => (
          <Menu.Item
            key={status}
            leftSection={<StatusDot status={status} />}
            onClick={() => onApply({ kind: "status", value: status, patch: { status } })}
          >
            {i18n._(statusName[status])}
          </Menu.Item>
        ))}
      </Choice>
      <Choice label={<Trans>Priority</Trans>} busy={busy} {...named("priority")}>
        {PRIORITIES.map((priority) => (
          <Menu.Item
            key={priority}
            leftSection={<PriorityMark priority={priority} />}
            onClick={() => onApply({ kind: "priority", value: priority, patch: { priority } })}
          >
            {i18n._(priorityName[priority])}
          </Menu.Item>
        ))}
      </Choice>
      <Choice label={<Trans>Department</Trans>} busy={busy} {...named("transfer")}>
        {departments
          .filter((one) => one.archived_at === null)
          .map(({ id, name }) => (
            <Menu.Item
              key={id}
              onClick={() => onApply({ kind: "transfer", value: id, patch: { department: { id, name } } })}
            >
              {name}
            </Menu.Item>
          ))}
      </Choice>
    </div>
  );
}

const BUTTON = { variant: "default", size: "compact-sm" } as const;

type ChoiceProps = {
  label: ReactNode;
  busy: boolean;
  opened: boolean;
  onChange: (opened: boolean) => void;
  children: ReactNode;
};

function Choice({ label, busy, opened, onChange, children }: ChoiceProps) {
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-start" width={220}>
      <Menu.Target>
        <Button {...BUTTON} disabled={busy}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={360} className={classes.dropdown}>
        {children}
      </Menu.Dropdown>
    </Menu>
  );
}
