import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { departmentsListOptions, meRetrieveOptions } from "./generated/@tanstack/react-query.gen";

/** Whoever is signed in. The shell renders nothing before this is known, so it is always there. */
export function useMe() {
  return useSuspenseQuery({ ...meRetrieveOptions(), staleTime: 5 * 60_000 }).data;
}

/** May the person do this anywhere at all? For a single ticket or call ask its own `abilities`. */
export function useAbility(action: string) {
  return useMe().abilities[action] === true;
}

/** The departments this person may see; small, so one page is all of them. */
export function useDepartments() {
  return useQuery({ ...departmentsListOptions(), staleTime: 60_000 }).data?.results ?? [];
}
