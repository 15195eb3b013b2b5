import { useSyncExternalStore } from "react";

/** A value that outlives the components that show it. `set` takes a new value, never the old one changed. */
export function makeStore<Value>(initial: Value) {
  const watchers = new Set<() => void>();
  let value = initial;
  const get = () => value;
  const subscribe = (watcher: () => void) => {
    watchers.add(watcher);
    return () => {
      watchers.delete(watcher);
    };
  };
  return {
    get,
    set: (next: Value) => {
      value = next;
      for (const watcher of watchers) watcher();
    },
    use: () => useSyncExternalStore(subscribe, get),
  };
}
