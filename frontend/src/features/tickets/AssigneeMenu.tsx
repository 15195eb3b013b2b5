import { Trans, useLingui } from "@lingui/react/macro";
import { Menu, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconUserOff, IconUserPlus } from "@tabler/icons-react";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { peopleListOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { TicketDetail } from "@/api/tickets";
import { useDepartments, useMe } from "@/api/useMe";
import { PersonAvatar } from "@/ui/PersonAvatar";
import classes from "./AssigneeMenu.module.css";

type Named = { id: string; name: string };
type Props = {
  ticket: TicketDetail;
  opened: boolean;
  onChange: (opened: boolean) => void;
  onAssign: (person: Named | null) => void;
  children: ReactNode;
};

/** Who should have the ticket: oneself first, then the people of its department, found by name. */
export function AssigneeMenu({ ticket, opened, onChange, onAssign, children }: Props) {
  const { t } = useLingui();
  const me = useMe();
  const [text, setText] = useState("");
  const [asked] = useDebouncedValue(text, 150);
  const members = useDepartments().find((one) => one.id === ticket.department.id)?.member_ids ?? [];
  const found = useQuery({
    ...peopleListOptions({ query: { q: asked } }),
    enabled: opened,
    placeholderData: keepPreviousData,
  });
  const people = (found.data?.results ?? []).filter((one) => one.ended_at === null && members.includes(one.id));

  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end" width={260} onClose={() => setText("")}>
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        <TextInput
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          placeholder={t`Find a colleague`}
          aria-label={t`Find a colleague`}
          className={classes.find}
        />
        {ticket.assignee?.id !== me.id && members.includes(me.id) && (
          <Menu.Item leftSection={<IconUserPlus size={18} />} onClick={() => onAssign({ id: me.id, name: me.name })}>
            <Trans>Take it myself</Trans>
          </Menu.Item>
        )}
        {ticket.assignee && (
          <Menu.Item leftSection={<IconUserOff size={18} />} onClick={() => onAssign(null)}>
            <Trans>Nobody</Trans>
          </Menu.Item>
        )}
        <Menu.Divider />
        <div className={classes.people}>
          {people.map((person) => (
            <Menu.Item
              key={person.id}
              leftSection={<PersonAvatar name={person.name} size={24} />}
              disabled={person.id === ticket.assignee?.id}
              onClick={() => onAssign({ id: person.id, name: person.name })}
            >
              {person.name}
            </Menu.Item>
          ))}
          {found.isSuccess && people.length === 0 && (
            <p className={classes.none}>
              <Trans>Nobody of this department is called that.</Trans>
            </p>
          )}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}
