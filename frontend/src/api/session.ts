import { makeStore } from "./store";

const ended = makeStore(false);

/** Called where an answer says that nobody is signed in any more. */
export const sessionEnded = () => ended.set(true);
export const sessionRestored = () => ended.set(false);

/** True from the first refused request until somebody has signed in again. */
export const useSessionEnded = ended.use;

/** Where to sign in so that the person comes back to this very place. */
export const signInAddress = () =>
  `/login/?next=${encodeURIComponent(window.location.pathname + window.location.search)}`;
