import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { IconArrowsMaximize, IconMoon, IconSun, IconX } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useSyncExternalStore } from "react";
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

/** Plain controls on purpose: a television loads the wallboard and nothing of the kit's menus. */
export function BoardHeader({ board, stale, confirmedAt, dark, onScheme, onLeave }: BoardHeaderProps) {
  const { t } = useLingui();
  const at = stale ? new Date(confirmedAt).toISOString() : board?.at;
  return (
    <header className={classes.header}>
      <h1 className={classes.title}>{board?.scope.name ?? <Trans>All departments</Trans>}</h1>
      {board && <Scope board={board} />}
      <div className={classes.right}>
        <div className={classes.tools}>
          <ScopeSwitch chosen={board?.scope.id ?? null} />
          <Tool label={dark ? t`Light board` : t`Dark board`} onClick={onScheme}>
            {dark ? <IconSun size={20} /> : <IconMoon size={20} />}
          </Tool>
          <Tool label={t`Full screen`} onClick={() => void document.documentElement.requestFullscreen()}>
            <IconArrowsMaximize size={20} />
          </Tool>
          <Tool label={t`Leave the wallboard (Esc)`} onClick={onLeave}>
            <IconX size={22} />
          </Tool>
        </div>
        <LiveBadge at={at} stale={stale || board === undefined} />
        <BoardClock />
      </div>
    </header>
  );
}

function Tool({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button type="button" className={classes.tool} aria-label={label} title={label} onClick={onClick}>
      {children}
    </button>
  );
}

/** Which departments the board is about; each has its own address, so a television can be pointed at one. */
function ScopeSwitch({ chosen }: { chosen: string | null }) {
  const { t } = useLingui();
  const navigate = useNavigate();
  const departments = useDepartments().filter((department) => department.archived_at === null);
  const go = (board: string) =>
    void (board === "" ? navigate({ to: "/live" }) : navigate({ to: "/live/$board", params: { board } }));
  return (
    <select
      className={classes.scope}
      aria-label={t`Departments on the board`}
      value={chosen ?? ""}
      onChange={(event) => go(event.currentTarget.value)}
    >
      <option value="">{t`All my departments`}</option>
      {departments.map((department) => (
        <option key={department.id} value={department.id}>
          {department.name}
        </option>
      ))}
    </select>
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
