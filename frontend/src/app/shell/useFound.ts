import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { callsListOptions, peopleListOptions, ticketsListOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useAbility } from "@/api/useMe";
import { useRecent } from "./useRecent";

const TICKETS = 8;
const PEOPLE = 4;
const CALLS = 4;
const FEWEST_DIGITS = 6;

/** What the organization holds that fits these words: tickets, people for those who look after them, calls by number. */
export function useFound(words: string) {
  const [asked] = useDebouncedValue(words.trim(), 150);
  const searching = asked.length > 1;
  const findsTickets = useAbility("ticket.view");
  const findsPeople = useAbility("member.manage");
  const findsCalls = useAbility("call.view");
  const recent = useRecent();
  const tickets = useQuery({
    ...ticketsListOptions({ query: { view: "all", q: asked } }),
    enabled: findsTickets && searching,
    placeholderData: keepPreviousData,
  });
  const people = useQuery({
    ...peopleListOptions({ query: { q: asked } }),
    enabled: findsPeople && searching,
    placeholderData: keepPreviousData,
  });
  const isTelephone = /^\+?[\d\s().\-/]+$/.test(asked) && asked.replace(/\D/g, "").length >= FEWEST_DIGITS;
  const calls = useQuery({
    ...callsListOptions({ query: { number: asked } }),
    enabled: findsCalls && isTelephone,
    placeholderData: keepPreviousData,
  });
  return {
    searching,
    findsPeople,
    tickets: searching ? (tickets.data?.results ?? []).slice(0, TICKETS) : recent.tickets,
    people: searching ? (people.data?.results ?? []).slice(0, PEOPLE) : [],
    calls: isTelephone ? (calls.data?.results ?? []).slice(0, CALLS) : [],
    fetching: tickets.isFetching || people.isFetching || calls.isFetching,
  };
}
