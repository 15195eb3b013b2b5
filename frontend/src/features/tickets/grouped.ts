import type { ThreadEvent, ThreadItem } from "@/api/tickets";

type Group = { first: ThreadItem; index: number; events: ThreadEvent[] };

/** Neighbouring events become one group, so that three and more can fold; messages and calls stand alone. */
export function grouped(items: readonly ThreadItem[]): Group[] {
  const groups: Group[] = [];
  for (const [index, item] of items.entries()) {
    const last = groups.at(-1);
    if (item.type === "event" && last?.first.type === "event") last.events.push(item);
    else groups.push({ first: item, index, events: item.type === "event" ? [item] : [] });
  }
  return groups;
}
