import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Menu, Tooltip, UnstyledButton } from "@mantine/core";
import { IconArrowsMaximize, IconChevronDown, IconMoon, IconSun, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useSyncExternalStore } from "react";
import type { Wallboard } from "@/api/generated/types.gen";
import { useDepartments } from "@/api/useMe";
import { clockTime } from "@/ui/formats";
import { LiveBadge } from "@/ui/LiveBadge";
import { onSecond, serverNow } from "@/ui/time";
import { useZone } from "@/ui/zone";
import classes from "./BoardHeader.module.css";

type BoardHeaderProps = {
  board: Wallboard | undefined;
  stale: boolean;
  confirmedAt: number;
  dark: boolean;
  onScheme: () => void;
  onLeave: () => void;
};

export function BoardHeader({ board, stale, confirmedAt, dark, onScheme, onLeave }: BoardHeaderProps) {
  const { t } = useLingui();
  const at = stale ? new Date(confirmedAt).toISOString() : board?.at;
  return (
    <header className={classes.header}>
      <h1 className={classes.title}>
        <ScopeSwitch name={board?.scope.name} />
      </h1>
      {board && <Scope board={board} />}
      <div className={classes.right}>
        <LiveBadge at={at} stale={stale || board === undefined} />
        <BoardClock />
        <div className={classes.tools}>
          <Tooltip label={dark ? t`Light board` : t`Dark board`}>
            <ActionIcon aria-label={dark ? t`Light board` : t`Dark board`} onClick={onScheme}>
              {dark ? <IconSun size={20} /> : <IconMoon size={20} />}
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t`Full screen`}>
            <ActionIcon aria-label={t`Full screen`} onClick={() => void document.documentElement.requestFullscreen()}>
              <IconArrowsMaximize size={20} />
            </ActionIcon>
          </Tooltip>
          <Tooltip label={t`Leave the wallboard (Esc)`}>
            <ActionIcon aria-label={t`Leave the wallboard`} onClick={onLeave}>
              <IconX size={22} />
            </ActionIcon>
          </Tooltip>
        </div>
      </div>
    </header>
  );
}

/** Which departments the board is about; each has its own address, so a television can be pointed at one. */
function ScopeSwitch({ name }: { name: string | null | undefined }) {
  const departments = useDepartments().filter((department) => department.archived_at === null);
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className={classes.scope}>
          {name ?? <Trans>All departments</Trans>}
          <IconChevronDown size="0.8em" aria-hidden="true" />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/live">
          <Trans>All my departments</Trans>
        </Menu.Item>
        {departments.map((department) => (
          <Menu.Item key={department.id} component={Link} to={`/live/${department.id}`}>
            {department.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Scope({ board }: { board: Wallboard }) {
  return (
    <p className={classes.summary}>
      {board.departments.length > 1 && (
        <>
          <Plural value={board.departments.length} one="# department" other="# departments" /> ·{" "}
        </>
      )}
      <Plural value={board.agents.total} one="# agent signed in" other="# agents signed in" />
    </p>
  );
}

function BoardClock() {
  const { i18n } = useLingui();
  const zone = useZone();
  const time = useSyncExternalStore(onSecond, () => clockTime(new Date(serverNow()), i18n.locale, zone));
  return (
    <span className={classes.clock} role="timer" aria-live="off">
      {time}
    </span>
  );
}
