import { plural, t } from "@lingui/core/macro";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  bulkChangesListQueryKey,
  bulkChangesRetrieveQueryKey,
  ticketsViewsQueryKey,
} from "@/api/generated/@tanstack/react-query.gen";
import { bulkChangesCreate, bulkChangesUndo } from "@/api/generated/sdk.gen";
import type { BulkChange, BulkChangeInput } from "@/api/generated/types.gen";
import { isOpened, patchTicket, type TicketRow } from "@/api/tickets";
import { notify, notifyProblem } from "@/ui/notify";
import { renewRows } from "./renewRows";

export type Wanted = {
  which: Pick<BulkChangeInput, "ids" | "filters">;
  kind: BulkChangeInput["kind"];
  value: string;
  /** What the rows on the screen will look like; shown at once. */
  patch: Partial<TicketRow>;
};

/** Asks for one change of many tickets. A few are done with the answer; of more the answer is only the beginning. */
export function useBulkChange(rows: readonly TicketRow[], onAsked: () => void) {
  const queryClient = useQueryClient();
  const keep = useKeptBulk();

  return useMutation({
    mutationFn: async ({ which, kind, value }: Wanted) =>
      (await bulkChangesCreate({ body: { ...which, kind, value }, throwOnError: true })).data,
    onMutate: ({ which, patch }) => {
      const wanted = new Set(which.ids);
      for (const row of rows) if (wanted.has(row.id)) patchTicket(queryClient, row.id, patch);
    },
    onError: (error) => {
      notifyProblem(error);
      renewRows();
    },
    onSuccess: (bulk) => {
      onAsked();
      keep(bulk);
    },
  });
}

/** Changes this tab asked for, stopped or took back: their end is news however long they took. */
const touchedHere = new Set<string>();
export const isOurs = (bulk: BulkChange) => touchedHere.has(bulk.id);

/** What to do with an answer about a bulk change: remember it, refresh what it touched, say how it ended. */
export function useKeptBulk() {
  const queryClient = useQueryClient();

  const keep = (bulk: BulkChange) => {
    touchedHere.add(bulk.id);
    queryClient.setQueryData(bulkChangesRetrieveQueryKey({ path: { public_id: bulk.id } }), bulk);
    void queryClient.invalidateQueries({ queryKey: bulkChangesListQueryKey() });
    if (!isOver(bulk)) return;
    renewRows();
    void queryClient.invalidateQueries({ predicate: isOpened });
    void queryClient.invalidateQueries({ queryKey: ticketsViewsQueryKey() });
    const undo = async () => {
      const { data, error } = await bulkChangesUndo({ path: { public_id: bulk.id } });
      if (data) keep(data);
      else notifyProblem(error);
    };
    notify(outcome(bulk), { undo: bulk.abilities.undo ? () => void undo() : undefined });
  };
  return keep;
}

export const isOver = (bulk: BulkChange) => bulk.state !== "running" && bulk.state !== "undoing";

/** How it ended, in one line. */
export function outcome(bulk: BulkChange) {
  const { changed, skipped, restored, kept } = bulk;
  if (bulk.state === "undone") {
    const back = plural(restored, { one: "# ticket put back", other: "# tickets put back" });
    return kept === 0 ? back : t`${back}, ${kept} changed since and left alone`;
  }
  const done = plural(changed, { one: "# ticket changed", other: "# tickets changed" });
  const some = skipped === 0 ? done : t`${done}, ${skipped} skipped`;
  return bulk.state === "cancelled" ? t`Stopped: ${some}` : some;
}
