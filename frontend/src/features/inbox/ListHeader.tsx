import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Popover, Tooltip } from "@mantine/core";
import { IconMenu2, IconRefresh } from "@tabler/icons-react";
import { useState } from "react";
import classes from "./TicketListPane.module.css";
import { ViewsList } from "./ViewsColumn";

type Props = {
  view: string;
  department: string | undefined;
  name: string;
  total: number;
  /** `total` is only what is loaded. */
  atLeast: boolean;
  unread: number;
  refreshing: boolean;
  onRefresh: () => void;
};

/** What the list shows, how much of it, and in which order. */
export function ListHeader({ view, department, name, total, atLeast, unread, refreshing, onRefresh }: Props) {
  const { t } = useLingui();
  const [menuOpen, setMenuOpen] = useState(false);

  return (
    <header className={classes.header}>
      <Popover opened={menuOpen} onChange={setMenuOpen} position="bottom-start" trapFocus>
        <Popover.Target>
          <ActionIcon className={classes.menu} aria-label={t`Choose a view`} onClick={() => setMenuOpen((on) => !on)}>
            <IconMenu2 size={19} />
          </ActionIcon>
        </Popover.Target>
        <Popover.Dropdown>
          <ViewsList view={view} department={department} onPick={() => setMenuOpen(false)} />
        </Popover.Dropdown>
      </Popover>
      <div className={classes.title}>
        <h1>{name}</h1>
        <p className={classes.counts}>
          {atLeast ? (
            <Trans>more than {total} tickets</Trans>
          ) : (
            <Plural value={total} one="# ticket" other="# tickets" />
          )}
          {unread > 0 && (
            <>
              {" · "}
              <Plural value={unread} one="# unread" other="# unread" />
            </>
          )}
          {" · "}
          {view === "solved" ? <Trans>newest first</Trans> : <Trans>first due first</Trans>}
        </p>
      </div>
      <Tooltip label={t`Refresh the list`}>
        <ActionIcon aria-label={t`Refresh the list`} loading={refreshing} onClick={onRefresh}>
          <IconRefresh size={18} />
        </ActionIcon>
      </Tooltip>
    </header>
  );
}
