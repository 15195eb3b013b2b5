import { useQueryClient } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef } from "react";
import { prefetchTicket } from "@/api/prefetchTicket";
import type { TicketRow } from "@/api/tickets";

const NEXT = 3;
const IDLE_MS = 700;
const HOVER_MS = 100;

/**
 * The tickets that will be opened next are fetched while nothing happens: the three after the one the person is at,
 * and the one under the pointer. Scrolling means looking for something else, so it puts everything off.
 */
export function useAhead(rows: readonly TicketRow[], at: number, scroller: RefObject<HTMLElement | null>) {
  const queryClient = useQueryClient();
  const hovering = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hovered = useRef<string>(null);
  const wanted = rows
    .slice(at + 1, at + 1 + NEXT)
    .map((row) => row.id)
    .join(" ");

  useEffect(() => {
    const box = scroller.current;
    let waiting: ReturnType<typeof setTimeout>;
    const plan = () => {
      clearTimeout(waiting);
      clearTimeout(hovering.current);
      waiting = setTimeout(() => {
        for (const id of wanted.split(" ").filter(Boolean)) prefetchTicket(queryClient, id);
      }, IDLE_MS);
    };
    plan();
    box?.addEventListener("scroll", plan, { passive: true });
    return () => {
      clearTimeout(waiting);
      clearTimeout(hovering.current);
      box?.removeEventListener("scroll", plan);
    };
  }, [wanted, queryClient, scroller]);

  return (id: string | null) => {
    if (id === hovered.current) return;
    hovered.current = id;
    clearTimeout(hovering.current);
    if (id) hovering.current = setTimeout(() => prefetchTicket(queryClient, id), HOVER_MS);
  };
}
