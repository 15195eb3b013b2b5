import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Menu, Tooltip } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import {
  IconArrowLeft,
  IconChevronDown,
  IconCircleCheck,
  IconDots,
  IconLayoutSidebarRight,
  IconUserPlus,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useState } from "react";
import type { TicketDetail } from "@/api/tickets";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { SlaClock } from "@/ui/SlaChip";
import { AssigneeMenu } from "./AssigneeMenu";
import { Mentions } from "./Mentions";
import { type Property, PropertyItems } from "./PropertyItems";
import { firstReply } from "./promises";
import classes from "./TicketHeader.module.css";
import type { TicketActions } from "./useTicketActions";
import { WhoIsHere } from "./WhoIsHere";

export type HeaderMenu = "assign" | "properties" | Property | null;

type Props = {
  ticket: TicketDetail;
  actions: TicketActions;
  menu: HeaderMenu;
  onMenu: (menu: HeaderMenu) => void;
  panelOpen: boolean;
  onPanel: () => void;
  onBack: () => void;
  onSolve: () => void;
  /** What another part of the house offers about this ticket. */
  action?: ReactNode;
};

/** Which ticket this is, how its clock stands, who has it; the subject on a line of its own. */
export function TicketHeader({ ticket, actions, menu, onMenu, panelOpen, onPanel, onBack, onSolve, action }: Props) {
  const { t } = useLingui();
  const { abilities, assignee } = ticket;
  // On a phone the list, and with it the page's heading, is not there.
  const Subject = useMediaQuery("(max-width: 767px)", false) ? "h1" : "h2";
  // A key opens the one thing it names, the button all three; what was shown stays while the menu fades.
  const only = useLastWord(menu === null || menu === "assign" ? null : menu);
  const ended = ticket.status === "solved" || ticket.status === "closed";

  return (
    <header className={classes.header}>
      <div className={classes.line}>
        <ActionIcon className={classes.back} aria-label={t`Back to the list`} onClick={onBack}>
          <IconArrowLeft size={20} />
        </ActionIcon>
        <span className={classes.number}>#{ticket.number}</span>
        {!ended && <SlaClock promised={firstReply(ticket)} />}
        <WhoIsHere ticketId={ticket.id} departmentId={ticket.department.id} />
        <span className={classes.space} />
        <AssigneeMenu
          ticket={ticket}
          opened={menu === "assign"}
          onChange={(opened) => onMenu(opened ? "assign" : null)}
          onAssign={actions.assign}
        >
          <Button
            variant="default"
            className={classes.assignee}
            disabled={!abilities.assign}
            aria-haspopup="listbox"
            aria-expanded={menu === "assign"}
            onClick={() => onMenu(menu === "assign" ? null : "assign")}
            leftSection={
              assignee ? <PersonAvatar name={assignee.name} size={18} /> : <IconUserPlus size={16} aria-hidden />
            }
            rightSection={<IconChevronDown size={14} aria-hidden />}
          >
            <span className={classes.name}>{assignee ? assignee.name : <Trans>Unassigned</Trans>}</span>
          </Button>
        </AssigneeMenu>
        {abilities.solve && !ended && (
          <Tooltip label={t`Solve (E)`}>
            <ActionIcon aria-label={t`Solve`} onClick={onSolve}>
              <IconCircleCheck size={20} />
            </ActionIcon>
          </Tooltip>
        )}
        {action}
        <Menu
          position="bottom-end"
          width={240}
          opened={menu !== null && menu !== "assign"}
          onChange={(opened) => onMenu(opened ? "properties" : null)}
        >
          <Menu.Target>
            <ActionIcon aria-label={t`Status, priority, department`}>
              <IconDots size={20} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown mah={480} className={classes.dropdown}>
            <PropertyItems ticket={ticket} actions={actions} only={only} />
          </Menu.Dropdown>
        </Menu>
        <Tooltip label={t`Details (])`}>
          <ActionIcon aria-label={t`Details`} aria-expanded={panelOpen} onClick={onPanel}>
            <IconLayoutSidebarRight size={19} />
          </ActionIcon>
        </Tooltip>
      </div>
      <Subject className={classes.subject} lang={ticket.language || undefined}>
        {ticket.subject}
      </Subject>
      <Mentions tickets={ticket.mentions} />
    </header>
  );
}

function useLastWord(menu: "properties" | Property | null): Property | undefined {
  const [last, setLast] = useState(menu);
  if (menu !== null && menu !== last) setLast(menu);
  const said = menu ?? last;
  return said === null || said === "properties" ? undefined : said;
}
