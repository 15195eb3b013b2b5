import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { peopleListOptions, ticketsListOptions } from "@/api/generated/@tanstack/react-query.gen";
import { useAbility } from "@/api/useMe";
import { useRecent } from "./useRecent";

const TICKETS = 8;
const PEOPLE = 4;

/** What the organization holds that fits these words: tickets, and people for those who look after them. */
export function useFound(words: string) {
  const [asked] = useDebouncedValue(words.trim(), 150);
  const searching = asked.length > 1;
  const findsTickets = useAbility("ticket.view");
  const findsPeople = useAbility("member.manage");
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
  return {
    searching,
    findsPeople,
    tickets: searching ? (tickets.data?.results ?? []).slice(0, TICKETS) : recent.tickets,
    people: searching ? (people.data?.results ?? []).slice(0, PEOPLE) : [],
    fetching: tickets.isFetching || people.isFetching,
  };
}
