import { useLingui } from "@lingui/react/macro";
import { IconUserOff, IconUserPlus } from "@tabler/icons-react";
import { lazy, type ReactElement, Suspense, useState } from "react";
import type { TicketDetail } from "@/api/tickets";
import { useDepartments, useMe } from "@/api/useMe";
import type { Named } from "@/ui/PersonPicker";

// Reading a ticket needs no list of colleagues; it comes with the first press.
const PersonPicker = lazy(() => import("@/ui/PersonPicker").then((module) => ({ default: module.PersonPicker })));

type Props = {
  ticket: TicketDetail;
  opened: boolean;
  onChange: (opened: boolean) => void;
  onAssign: (person: Named | null) => void;
  children: ReactElement;
};

/** Who should have the ticket: oneself first, then the people of its department, found by name. */
export function AssigneeMenu({ ticket, opened, onChange, onAssign, children }: Props) {
  const { t } = useLingui();
  const me = useMe();
  const [wanted, setWanted] = useState(opened);
  if (opened && !wanted) setWanted(true);
  const members = useDepartments().find((one) => one.id === ticket.department.id)?.member_ids ?? [];
  const first = [];
  if (ticket.assignee?.id !== me.id && members.includes(me.id))
    first.push({
      key: "me",
      name: t`Take it myself`,
      icon: <IconUserPlus size={18} aria-hidden />,
      run: () => onAssign({ id: me.id, name: me.name }),
    });
  if (ticket.assignee)
    first.push({
      key: "nobody",
      name: t`Nobody`,
      icon: <IconUserOff size={18} aria-hidden />,
      run: () => onAssign(null),
    });

  if (!wanted) return children;
  return (
    <Suspense fallback={children}>
      <PersonPicker
        opened={opened}
        onChange={onChange}
        among={members}
        picked={ticket.assignee?.id}
        first={first}
        onPick={onAssign}
        nobodyFound={t`Nobody of this department is called that.`}
      >
        {children}
      </PersonPicker>
    </Suspense>
  );
}
