import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Checkbox } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { ticketsCountOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { TicketRow } from "@/api/tickets";
import { useShortcuts } from "@/ui/shortcuts";
import classes from "./BulkBar.module.css";
import { type BulkMenu, BulkMenus } from "./BulkMenus";
import { useBulkChange, type Wanted } from "./useBulkChange";
import type { Selection } from "./useSelection";
import type { ListQuery } from "./useTicketList";

type Props = {
  query: ListQuery;
  rows: readonly TicketRow[];
  /** There are rows that are not loaded. */
  more: boolean;
  selection: Selection;
};

/** In place of the list's header while anything is selected: how many, what can be done, and the way to all of them. */
export function BulkBar({ query, rows, more, selection }: Props) {
  const { i18n, t } = useLingui();
  const { ids, whole } = selection;
  const [menu, setMenu] = useState<BulkMenu>(null);
  const change = useBulkChange(rows, selection.clear);
  const allShown = ids.size === rows.length;
  const counted = useQuery({ ...ticketsCountOptions({ query }), enabled: allShown && more, staleTime: 10_000 });
  const chosen = rows.filter((row) => ids.has(row.id));
  const many = whole ? (counted.data?.count ?? ids.size) : ids.size;
  const total = counted.data?.count;
  const most = i18n.number(total ?? 0);

  const apply = (wanted: Pick<Wanted, "kind" | "value" | "patch">) =>
    change.mutate({ ...wanted, which: whole ? { filters: query } : { ids: [...ids] } });
  const group = t`Selected tickets`;
  useShortcuts([
    { keys: "Escape", name: t`Clear the selection`, group, level: 1, run: selection.clear },
    { keys: "a", name: t`Assign`, group, level: 1, palette: true, run: () => setMenu("assign") },
    { keys: "s", name: t`Change status`, group, level: 1, palette: true, run: () => setMenu("status") },
    { keys: "p", name: t`Change priority`, group, level: 1, palette: true, run: () => setMenu("priority") },
    { keys: "d", name: t`Move to a department`, group, level: 1, palette: true, run: () => setMenu("transfer") },
    {
      keys: "e",
      name: t`Solve`,
      group,
      level: 1,
      palette: true,
      run: () => apply({ kind: "status", value: "solved", patch: { status: "solved" } }),
    },
  ]);

  return (
    <section className={classes.bar} aria-label={group}>
      <div className={classes.line}>
        <Checkbox
          checked={allShown}
          indeterminate={!allShown}
          onChange={allShown ? selection.clear : selection.allShown}
          aria-label={allShown ? t`Clear the selection` : t`Select all that are shown`}
        />
        <h1 className={classes.many}>
          <Plural value={many} one="# selected" other="# selected" />
        </h1>
        <ActionIcon aria-label={t`Clear the selection`} onClick={selection.clear}>
          <IconX size={18} />
        </ActionIcon>
      </div>
      <BulkMenus chosen={chosen} menu={menu} onMenu={setMenu} busy={change.isPending} onApply={apply} />
      {allShown && more && total !== undefined && !whole && (
        <Button variant="subtle" size="compact-sm" className={classes.everything} onClick={selection.everything}>
          {counted.data?.more ? (
            <Trans>Select the first {most} in this view</Trans>
          ) : (
            <Plural value={total} one="Select # in this view" other="Select all # in this view" />
          )}
        </Button>
      )}
    </section>
  );
}
