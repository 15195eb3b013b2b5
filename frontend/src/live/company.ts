/** One colleague at one place, as the server tells it. */
export type Here = { at: string; id: string; name: string; doing: "viewing" | "replying" | "noting" };

const NONE: readonly Here[] = [];
const told = new Map<string, readonly Here[]>();
const watchers = new Set<() => void>();
let byPlace = new Map<string, readonly Here[]>();

/** Everybody of one gathering, whole: who is not in it any more has left. */
export function gather(gathering: string, people: readonly Here[]) {
  told.set(gathering, people);
  rebuild();
}

/** Nobody tells us about this gathering any more, or about any. */
export function forgetGathering(gathering?: string) {
  if (gathering === undefined) told.clear();
  else if (!told.delete(gathering)) return;
  rebuild();
}

function rebuild() {
  const next = new Map<string, readonly Here[]>();
  for (const one of [...told.values()].flat()) next.set(one.at, [...(next.get(one.at) ?? NONE), one]);
  for (const [place, people] of next) {
    const known = byPlace.get(place);
    // the same people are the same list, so that only rows where something changed render again
    if (known && JSON.stringify(known) === JSON.stringify(people)) next.set(place, known);
  }
  byPlace = next;
  for (const watcher of watchers) watcher();
}

export function watchCompany(watcher: () => void) {
  watchers.add(watcher);
  return () => {
    watchers.delete(watcher);
  };
}

export const companyAt = (place: string) => byPlace.get(place) ?? NONE;
