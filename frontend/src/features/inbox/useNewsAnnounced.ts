import { plural } from "@lingui/core/macro";
import { useEffect, useRef } from "react";
import { announce } from "@/ui/announce";

const AT_MOST_EVERY_MS = 30_000;

/** Tells a screen reader about new tickets, politely and not more than twice a minute. */
export function useNewsAnnounced(waiting: number) {
  const last = useRef(0);

  useEffect(() => {
    if (waiting === 0 || Date.now() - last.current < AT_MOST_EVERY_MS) return;
    last.current = Date.now();
    announce(plural(waiting, { one: "# new ticket in this view", other: "# new tickets in this view" }));
  }, [waiting]);
}
