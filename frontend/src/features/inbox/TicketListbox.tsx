import { useLingui } from "@lingui/react/macro";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, useEffect, useRef, useState } from "react";
import type { TicketRow as Row } from "@/api/tickets";
import { useMarkUnread } from "@/api/useMarkUnread";
import { useMe } from "@/api/useMe";
import { useShortcuts } from "@/ui/shortcuts";
import classes from "./TicketListbox.module.css";
import { TicketRow } from "./TicketRow";
import { useAhead } from "./useAhead";
import type { Selection } from "./useSelection";

const ROW_HEIGHT = { comfortable: 86, compact: 60 } as const;

type Props = {
  rows: readonly Row[];
  /** Rows that were just asked for: the first is brought into sight, all are marked for a moment. */
  arrived: readonly string[];
  openId: string | undefined;
  onOpen: (id: string) => void;
  onEnd: () => void;
  /** Absent where nothing can be done to several tickets. */
  selection?: Selection | undefined;
};

/** Thousands of rows, some thirty of them in the page; one tab stop, arrows or J and K inside. */
export function TicketListbox({ rows, arrived, openId, onOpen, onEnd, selection }: Props) {
  const { t } = useLingui();
  const { density } = useMe();
  const markUnread = useMarkUnread();
  const scroller = useRef<HTMLDivElement>(null);
  const opened = rows.findIndex((row) => row.id === openId);
  const [at, setAt] = useState(Math.max(0, opened));
  const height = ROW_HEIGHT[density];
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: 8,
    initialRect: { width: 348, height: 800 },
  });
  const ahead = useAhead(rows, at, scroller);
  const items = virtual.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;

  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are measured again when the density changes
  useEffect(() => virtual.measure(), [height]);
  useEffect(() => {
    if (opened >= 0) setAt(opened);
  }, [opened]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks when the end comes near, not when the asker changes
  useEffect(() => {
    if (lastShown >= rows.length - 10) onEnd();
  }, [lastShown, rows.length]);

  const firstArrived = arrived.length === 0 ? -1 : rows.findIndex((row) => arrived.includes(row.id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for what was asked for, not for every later row
  useEffect(() => {
    if (firstArrived < 0) return;
    setAt(firstArrived);
    virtual.scrollToIndex(firstArrived, { align: "center" });
    scroller.current?.focus({ preventScroll: true });
  }, [arrived, firstArrived < 0]);

  const move = (to: number) => {
    const next = Math.min(rows.length - 1, Math.max(0, to));
    setAt(next);
    virtual.scrollToIndex(next);
    return rows[next];
  };
  const step = (by: number) => {
    const row = move(at + by);
    // With a conversation open the list and the conversation walk together.
    if (openId && row) onOpen(row.id);
  };
  const open = () => {
    const row = rows[at];
    if (row) onOpen(row.id);
  };
  const pick = (index: number, reaching: boolean) => {
    const row = rows[index];
    if (!row || !selection) return;
    setAt(index);
    if (reaching) selection.reach(row.id);
    else selection.toggle(row.id);
  };
  const onClick = (event: MouseEvent, index: number) => {
    const row = rows[index];
    if (!row) return;
    const onBox = event.target instanceof Element && event.target.closest("[data-pick]") !== null;
    if (selection && (onBox || event.shiftKey || event.ctrlKey || event.metaKey)) {
      pick(index, event.shiftKey);
      return;
    }
    setAt(index);
    onOpen(row.id);
  };
  useShortcuts([
    { keys: "j", name: t`Next ticket`, group: t`Inbox`, run: () => step(1) },
    { keys: "k", name: t`Previous ticket`, group: t`Inbox`, run: () => step(-1) },
    { keys: "Enter", name: t`Open the ticket`, group: t`Inbox`, run: open, disabled: openId !== undefined },
    {
      keys: "u",
      name: t`Mark as unread`,
      group: t`Inbox`,
      run: () => void (rows[at] && markUnread(rows[at].id)),
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
    const here = rows[at];
    if (here && selection && !selection.ids.has(here.id)) selection.toggle(here.id);
    const next = move(at + by);
    if (next) selection?.reach(next.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
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

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t`Tickets`}
      aria-multiselectable={selection ? true : undefined}
      data-choosable={selection ? true : undefined}
      data-picking={(selection && selection.ids.size > 0) || undefined}
      aria-activedescendant={rows[at] && items.some((item) => item.index === at) ? `ticket-${rows[at].id}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className={classes.space} style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index];
          if (!row) return null;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the listbox holds the focus and answers the keys
            <div
              key={row.id}
              id={`ticket-${row.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={selection?.ids.has(row.id) ?? false}
              aria-current={row.id === openId || undefined}
              aria-setsize={rows.length}
              aria-posinset={item.index + 1}
              data-at={item.index === at || undefined}
              data-arrived={arrived.includes(row.id) || undefined}
              className={classes.option}
              style={{ transform: `translateY(${item.start}px)` }}
              onPointerEnter={() => ahead(row.id)}
              onPointerLeave={() => ahead(null)}
              onClick={(event) => onClick(event, item.index)}
            >
              <TicketRow ticket={row} />
            </div>
          );
        })}
      </div>
    </div>
  );
}
