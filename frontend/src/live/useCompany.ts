import { useEffect, useMemo, useSyncExternalStore } from "react";
import { companyAt, type Here, watchCompany } from "./company";
import { live } from "./socket";

const SAY_AGAIN_MS = 4000;
const TYPING_LASTS_MS = 6000;

/** The colleagues who have this open now, without oneself. */
export function useCompany(place: string, but: string) {
  const people = useSyncExternalStore(watchCompany, () => companyAt(place));
  return useMemo(() => people.filter((one) => one.id !== but), [people, but]);
}

/** Tells colleagues that this is open here, for as long as the page is really seen. */
export function useBeingHere(place: string) {
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === "visible") live.beHere(place, doing());
      else live.beAway();
    };
    look();
    const again = setInterval(look, SAY_AGAIN_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(again);
      document.removeEventListener("visibilitychange", look);
      live.beAway();
    };
  }, [place]);
}

let typing: { kind: "reply" | "note"; until: number } | null = null;

const doing = (): Here["doing"] =>
  !typing || Date.now() >= typing.until ? "viewing" : typing.kind === "note" ? "noting" : "replying";

/** Called at each key in the composer: for a moment colleagues see that one is writing. */
export function typingHere(kind: "reply" | "note") {
  const before = doing();
  typing = { kind, until: Date.now() + TYPING_LASTS_MS };
  if (doing() !== before) live.doHere(doing());
}
