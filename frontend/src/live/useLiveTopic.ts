import { useEffect, useRef } from "react";
import { live } from "./socket";

const SETTLE_MS = 200;

/**
 * Calls back when the topic has moved on, at most once a second. Null joins nothing. Walking fast through a list
 * does not join every ticket on the way: the topic must stay for a moment.
 */
export function useLiveTopic(topic: string | null, onBehind: () => void) {
  const latest = useRef(onBehind);
  latest.current = onBehind;

  useEffect(() => {
    if (topic === null) return;
    let leave: (() => void) | undefined;
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const behind = () => {
      if (waiting) return;
      const wait = Math.max(0, last + 1000 - Date.now());
      waiting = setTimeout(() => {
        waiting = undefined;
        last = Date.now();
        latest.current();
      }, wait);
    };
    const settle = setTimeout(() => {
      leave = live.join(topic, { behind });
    }, SETTLE_MS);
    return () => {
      clearTimeout(settle);
      clearTimeout(waiting);
      leave?.();
    };
  }, [topic]);
}
