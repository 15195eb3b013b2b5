import { useEffect, useRef } from "react";
import { live } from "./socket";

/** One callback for several topics, for example all departments of a member; at most once a second. */
export function useLiveTopics(topics: readonly string[], onBehind: () => void) {
  const latest = useRef(onBehind);
  latest.current = onBehind;
  const joined = topics.join(" ");

  useEffect(() => {
    let waiting: ReturnType<typeof setTimeout> | undefined;
    let last = 0;
    const behind = () => {
      waiting ??= setTimeout(
        () => {
          waiting = undefined;
          last = Date.now();
          latest.current();
        },
        Math.max(0, last + 1000 - Date.now()),
      );
    };
    const leaves = joined
      .split(" ")
      .filter(Boolean)
      .map((topic) => live.join(topic, { behind }));
    return () => {
      clearTimeout(waiting);
      for (const leave of leaves) leave();
    };
  }, [joined]);
}
