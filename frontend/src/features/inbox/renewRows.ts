import { useEffect, useRef } from "react";

const lists = new Set<() => void>();

/** Several tickets were changed at once: rows on the screen take their new values, and none of them moves. */
export const renewRows = () => {
  for (const renew of lists) renew();
};

/** How one list renews its rows. */
export function useRowRenewal(renew: () => Promise<void>) {
  const latest = useRef(renew);
  latest.current = renew;

  useEffect(() => {
    const own = () => void latest.current();
    lists.add(own);
    return () => {
      lists.delete(own);
    };
  }, []);
}
