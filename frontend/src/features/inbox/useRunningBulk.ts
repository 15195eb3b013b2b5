import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import {
  bulkChangesListOptions,
  bulkChangesRetrieveOptions,
  bulkChangesRetrieveQueryKey,
} from "@/api/generated/@tanstack/react-query.gen";
import type { BulkChange } from "@/api/generated/types.gen";
import { useAbility } from "@/api/useMe";
import { useLiveTopic } from "@/live/useLiveTopic";
import { isOurs, isOver, useKeptBulk } from "./useBulkChange";

const ASK_EVERY_MS = 3000;
const LATELY_MS = 60_000;

/**
 * The person's change that runs, or that ended a moment ago with something to show; found again after a reload. Hints
 * make it move, and it is asked for now and then in case one was lost.
 */
export function useRunningBulk() {
  const queryClient = useQueryClient();
  const may = useAbility("ticket.edit");
  const keep = useKeptBulk();
  const [closed, setClosed] = useState<string | null>(null);
  const all = useQuery({ ...bulkChangesListOptions(), enabled: may, staleTime: 30_000 });
  const latest = (all.data?.results ?? []).find((one) => !isOver(one)) ?? all.data?.results[0];
  const path = { public_id: latest?.id ?? "" };
  const one = useQuery({
    ...bulkChangesRetrieveOptions({ path }),
    enabled: latest !== undefined && !isOver(latest),
    refetchInterval: ({ state }) => (state.data && !isOver(state.data) ? ASK_EVERY_MS : false),
  });
  const bulk = one.data ?? latest;
  const running = bulk !== undefined && !isOver(bulk);
  useLiveTopic(running ? `bulk.${bulk.id}` : null, () => {
    void queryClient.invalidateQueries({ queryKey: bulkChangesRetrieveQueryKey({ path }) });
  });

  const ran = useRef<string | null>(null);
  useEffect(() => {
    if (bulk && running) ran.current = bulk.id;
    else if (bulk && ran.current === bulk.id) {
      ran.current = null;
      keep(bulk);
    }
  });

  const shown = bulk && bulk.id !== closed && worthShowing(bulk) ? bulk : undefined;
  return { bulk: shown, close: () => setClosed(bulk?.id ?? null) };
}

/** What ended without anything to look at was told by its toast; what ended long ago is history. */
function worthShowing(bulk: BulkChange) {
  if (!isOver(bulk)) return true;
  const lately = bulk.ended_at !== null && Date.now() - Date.parse(bulk.ended_at) < LATELY_MS;
  return (lately || isOurs(bulk)) && (bulk.skipped + bulk.kept > 0 || bulk.total > 50 || bulk.state === "cancelled");
}
