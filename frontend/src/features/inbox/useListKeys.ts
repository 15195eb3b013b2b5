import { useLingui } from "@lingui/react/macro";
import type { KeyboardEvent } from "react";
import type { TicketRow } from "@/api/tickets";
import { useMarkUnread } from "@/api/useMarkUnread";
import { useShortcuts } from "@/ui/shortcuts";
import type { Selection } from "./useSelection";

type ListKeys = {
  rows: readonly TicketRow[];
  /** The row the keyboard stands on. */
  at: number;
  openId: string | undefined;
  onOpen: (id: string) => void;
  /** Stands on another row and brings it into sight. */
  move: (to: number) => TicketRow | undefined;
  /** Chooses the row or lets it go; reaching: all from the last one chosen. */
  pick: (index: number, reaching: boolean) => void;
  selection: Selection | undefined;
};

/** What the keys do in the list: letters anywhere on the page, the others while the list has the focus. */
export function useListKeys({ rows, at, openId, onOpen, move, pick, selection }: ListKeys) {
  const { t } = useLingui();
  const markUnread = useMarkUnread();
  const here = rows[at];

  const step = (by: number) => {
    const row = move(at + by);
    // With a conversation open the list and the conversation walk together.
    if (openId && row) onOpen(row.id);
  };
  const open = () => {
    if (here) onOpen(here.id);
  };
  useShortcuts([
    { keys: "j", name: t`Next ticket`, group: t`Inbox`, run: () => step(1) },
    { keys: "k", name: t`Previous ticket`, group: t`Inbox`, run: () => step(-1) },
    { keys: "Enter", name: t`Open the ticket`, group: t`Inbox`, run: open, disabled: openId !== undefined },
    {
      keys: "u",
      name: t`Mark as unread`,
      group: t`Inbox`,
      run: () => void (here && markUnread(here.id)),
      disabled: openId !== undefined,
    },
    { keys: "x", name: t`Select the ticket`, group: t`Inbox`, run: () => pick(at, false), disabled: !selection },
    {
      keys: "Shift+x",
      name: t`Select up to the ticket`,
      group: t`Inbox`,
      run: () => pick(at, true),
      disabled: !selection,
    },
  ]);

  /** Shift and an arrow: the row the keyboard stands on, and then the next one too. */
  const stretch = (by: number) => {
    if (here && selection && !selection.ids.has(here.id)) selection.toggle(here.id);
    const next = move(at + by);
    if (next) selection?.reach(next.id);
  };
  return (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (by && event.shiftKey && selection) stretch(by);
    else if (by) move(at + by);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(rows.length - 1);
    else if (event.key === "a" && (event.ctrlKey || event.metaKey) && selection) selection.allShown();
    else if (event.key === " " && selection) pick(at, event.shiftKey);
    else if (event.key === "Enter" || event.key === " ") open();
    else return;
    event.preventDefault();
  };
}
