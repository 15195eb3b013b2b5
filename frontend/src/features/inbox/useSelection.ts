import { plural, t } from "@lingui/core/macro";
import { useCallback, useMemo, useRef, useState } from "react";
import type { TicketRow } from "@/api/tickets";
import { announce } from "@/ui/announce";

const NONE: ReadonlySet<string> = new Set();

/**
 * Which tickets are chosen: single ones, a stretch from the last chosen one, all that are shown, or the whole view
 * with what is not loaded yet. A row that leaves the list leaves the choice.
 */
export function useSelection(rows: readonly TicketRow[]) {
  const [chosen, setChosen] = useState(NONE);
  const [whole, setWhole] = useState(false);
  const anchor = useRef<string | null>(null);
  const ids = useMemo(() => {
    if (whole) return new Set(rows.map((row) => row.id));
    if (chosen.size === 0) return NONE;
    return new Set(rows.filter((row) => chosen.has(row.id)).map((row) => row.id));
  }, [rows, chosen, whole]);

  const become = useCallback((next: ReadonlySet<string>, all = false) => {
    setChosen(next);
    setWhole(all);
    const size = next.size;
    announce(
      size === 0 ? t`Nothing selected` : plural(size, { one: "# ticket selected", other: "# tickets selected" }),
    );
  }, []);

  const toggle = (id: string) => {
    const next = new Set(ids);
    if (!next.delete(id)) next.add(id);
    anchor.current = id;
    become(next);
  };
  /** Everything between the last one chosen and this one. */
  const reach = (id: string) => {
    const from = rows.findIndex((row) => row.id === anchor.current);
    const to = rows.findIndex((row) => row.id === id);
    if (to < 0) return;
    if (from < 0) {
      toggle(id);
      return;
    }
    const [first, last] = from < to ? [from, to] : [to, from];
    become(new Set([...ids, ...rows.slice(first, last + 1).map((row) => row.id)]));
  };

  return {
    ids,
    whole,
    toggle,
    reach,
    allShown: () => become(new Set(rows.map((row) => row.id))),
    everything: () => become(new Set(rows.map((row) => row.id)), true),
    clear: useCallback(() => {
      anchor.current = null;
      become(NONE);
    }, [become]),
  };
}

export type Selection = ReturnType<typeof useSelection>;
