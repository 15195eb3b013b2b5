import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { liveWallboardOptions } from "@/api/generated/@tanstack/react-query.gen";
import { live } from "@/live/socket";
import { useSnapshots } from "@/live/useSnapshots";
import { onSecond } from "@/ui/time";

/** A heartbeat comes every ten seconds; two more are its way here. */
const STALE_AFTER_MS = 12_000;

/**
 * The figures of now: first by REST, then every frame from the socket. `stale` once nothing has confirmed them for
 * a while; `confirmedAt` is when they were last known to be right, in milliseconds of this machine.
 */
export function useBoard(department: string | null) {
  const options = liveWallboardOptions(department === null ? {} : { query: { department } });
  const topic = `wallboard.${department ?? "all"}`;
  const board = useQuery({ ...options, refetchInterval: (query) => (query.state.status === "error" ? 10_000 : false) });
  useSnapshots(topic, options.queryKey);
  const freshness = useFreshness(topic, board.dataUpdatedAt);
  return { board, ...freshness };
}

function useFreshness(topic: string, dataUpdatedAt: number) {
  const [stale, setStale] = useState(false);
  const [confirmedAt, setConfirmedAt] = useState(0);

  useEffect(() => {
    const look = () => {
      const confirmed = Math.max(dataUpdatedAt, live.confirmedAt(topic) ?? 0);
      const isStale = confirmed > 0 && Date.now() - confirmed > STALE_AFTER_MS;
      setStale(isStale);
      if (isStale) setConfirmedAt(confirmed);
    };
    look();
    return onSecond(look);
  }, [topic, dataUpdatedAt]);

  return { stale, confirmedAt };
}
