import { useVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useEffect } from "react";

const BEYOND = 8;

/**
 * The places of the rows in sight and a few beyond: `shown` in the order of the list, `slots` in that of the page. A
 * row that leaves hands its slot to the one that comes, so that scrolling fills nodes anew and neither makes nor moves
 * any: always the same number of rows is there.
 */
export function useRowSlots(scroller: RefObject<HTMLElement | null>, count: number, height: number) {
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: BEYOND,
    initialRect: { width: 348, height: 800 },
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: heights are measured again when the density changes
  useEffect(() => virtual.measure(), [height]);

  const inSight = Math.ceil((virtual.scrollRect?.height ?? 0) / height) + 1;
  const size = Math.min(count, inSight + 2 * BEYOND);
  const begin = Math.max(0, Math.min(virtual.getVirtualItems()[0]?.index ?? 0, count - size));
  const shown = Array.from({ length: size }, (_, place) => begin + place);
  return { virtual, shown, slots: shown.toSorted((one, other) => (one % size) - (other % size)) };
}
