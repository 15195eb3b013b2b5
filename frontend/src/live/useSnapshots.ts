import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { live } from "./socket";

/**
 * Keeps one query fresh from a topic of whole snapshots: each message replaces the data, at most once a frame; a
 * version without data makes the query ask again.
 */
export function useSnapshots(topic: string | null, queryKey: QueryKey) {
  const queryClient = useQueryClient();
  const id = JSON.stringify(queryKey);

  useEffect(() => {
    if (topic === null) return;
    const key = JSON.parse(id) as QueryKey;
    let frame = 0;
    const leave = live.join(topic, {
      snapshot: (data) => {
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => queryClient.setQueryData(key, data));
      },
      behind: () => void queryClient.invalidateQueries({ queryKey: key }),
    });
    return () => {
      cancelAnimationFrame(frame);
      leave();
    };
  }, [topic, id, queryClient]);
}
