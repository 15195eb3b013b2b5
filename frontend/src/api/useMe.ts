import { useQuery, useSuspenseQuery } from "@tanstack/react-query";
import { departmentsListQueryKey, meRetrieveOptions } from "./generated/@tanstack/react-query.gen";
import { departmentsList } from "./generated/sdk.gen";
import type { DepartmentsListData } from "./generated/types.gen";
import { everyRow } from "./paging";

/** Whoever is signed in. The shell renders nothing before this is known, so it is always there. */
export function useMe() {
  return useSuspenseQuery({ ...meRetrieveOptions(), staleTime: 5 * 60_000 }).data;
}

/** May the person do this anywhere at all? For a single ticket or call ask its own `abilities`. */
export function useAbility(action: string) {
  return useMe().abilities[action] === true;
}

/** All departments in use, by name; `mine`: those where this person may see tickets. */
export function useDepartments(query: Pick<NonNullable<DepartmentsListData["query"]>, "mine"> = {}) {
  const departments = useQuery({
    queryKey: [...departmentsListQueryKey({ query }), "every"],
    queryFn: ({ signal }) =>
      everyRow((place) => departmentsList({ query: { ...query, ...place }, signal, throwOnError: true })),
    staleTime: 60_000,
  });
  return departments.data ?? [];
}
