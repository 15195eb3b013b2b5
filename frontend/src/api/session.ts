import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();
let ended = false;

function set(value: boolean) {
  if (ended === value) return;
  ended = value;
  for (const listener of listeners) listener();
}

/** Called where an answer says that nobody is signed in any more. */
export const sessionEnded = () => set(true);
export const sessionRestored = () => set(false);

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** True from the first refused request until somebody has signed in again. */
export const useSessionEnded = () => useSyncExternalStore(subscribe, () => ended);

/** Where to sign in so that the person comes back to this very place. */
export const signInAddress = () =>
  `/login/?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;
