import { useSyncExternalStore } from "react";

const SECOND = 1000;

let offset = 0;
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let second = Math.floor(Date.now() / SECOND);

/** The server's clock, as last heard over the socket; a wrong laptop clock must not turn a ticket red. */
export const serverNow = () => Date.now() + offset;

/** Called with every heartbeat. */
export function correctClock(serverTime: string) {
  const difference = Date.parse(serverTime) - Date.now();
  // Less than two seconds is the network, not the clock.
  offset = Math.abs(difference) < 2 * SECOND ? 0 : difference;
}

function tick() {
  second = Math.floor(serverNow() / SECOND);
  for (const watcher of watchers) watcher();
}

function subscribe(watcher: () => void) {
  watchers.add(watcher);
  timer ??= setInterval(() => document.visibilityState === "visible" && tick(), SECOND);
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** Calls back each second while the page is visible, for clocks that write into the page without rendering. */
export const onSecond = (watcher: () => void): (() => void) => {
  const stop = subscribe(watcher);
  return () => stop();
};

/** The second we are in, for one small clock; only the component that asks renders again, and only when shown. */
export const useSecond = () => useSyncExternalStore(subscribe, () => second);

const minuteOf = () => Math.floor(second / 60);

/** The minute we are in, for ages and chips. */
export const useMinute = () => useSyncExternalStore(subscribe, minuteOf);
