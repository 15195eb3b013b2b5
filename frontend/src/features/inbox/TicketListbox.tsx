import { useLingui } from "@lingui/react/macro";
import { type MouseEvent, useEffect, useMemo, useRef, useState } from "react";
import type { TicketRow as Row } from "@/api/tickets";
import { useMe } from "@/api/useMe";
import classes from "./TicketListbox.module.css";
import { indexOf, optionId, TicketOption } from "./TicketOption";
import { useAhead } from "./useAhead";
import { useListKeys } from "./useListKeys";
import { useRowSlots } from "./useRowSlots";
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
  const me = useMe();
  const scroller = useRef<HTMLDivElement>(null);
  const opened = useMemo(() => rows.findIndex((row) => row.id === openId), [rows, openId]);
  const [at, setAt] = useState(Math.max(0, opened));
  const height = ROW_HEIGHT[me.density];
  const { virtual, shown, slots } = useRowSlots(scroller, rows.length, height);
  const ahead = useAhead(rows, at, scroller);
  const lastShown = shown.at(-1) ?? 0;

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
  const pick = (index: number, reaching: boolean) => {
    const row = rows[index];
    if (!row || !selection) return;
    setAt(index);
    if (reaching) selection.reach(row.id);
    else selection.toggle(row.id);
  };
  const onKeyDown = useListKeys({ rows, at, openId, onOpen, move, pick, selection });
  const onClick = (event: MouseEvent) => {
    const index = indexOf(event.target);
    const row = index === null ? undefined : rows[index];
    if (index === null || !row) return;
    const onBox = event.target instanceof Element && event.target.closest("[data-pick]") !== null;
    if (selection && (onBox || event.shiftKey || event.ctrlKey || event.metaKey)) {
      pick(index, event.shiftKey);
      return;
    }
    setAt(index);
    onOpen(row.id);
  };
  const inPage = shown.flatMap((index) => rows[index] ?? []);
  const here = rows[at];

  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      tabIndex={0}
      aria-label={t`Tickets`}
      aria-multiselectable={selection ? true : undefined}
      aria-owns={inPage.map(optionId).join(" ")}
      aria-activedescendant={here && inPage.includes(here) ? optionId(here) : undefined}
      data-choosable={selection ? true : undefined}
      data-picking={(selection && selection.ids.size > 0) || undefined}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onPointerOver={(event) => ahead(rows[indexOf(event.target) ?? -1]?.id ?? null)}
      onPointerLeave={() => ahead(null)}
    >
      <div className={classes.space} style={{ height: virtual.getTotalSize() }}>
        {slots.map((index, slot) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <TicketOption
              // biome-ignore lint/suspicious/noArrayIndexKey: a slot is what stays when the rows change
              key={slot}
              row={row}
              me={me.id}
              index={index}
              count={rows.length}
              start={index * height}
              at={index === at}
              open={row.id === openId}
              selected={selection?.ids.has(row.id) ?? false}
              arrived={arrived.includes(row.id)}
            />
          );
        })}
      </div>
    </div>
  );
}
