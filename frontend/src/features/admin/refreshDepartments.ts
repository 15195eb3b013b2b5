import type { QueryClient } from "@tanstack/react-query";

const LISTS = new Set(["departmentsList", "departmentsRetrieve", "departmentsEffects", "ticketsViews"]);

/** Asks again for everything a changed department shows up in. */
export const refreshDepartments = (queryClient: QueryClient) =>
  queryClient.invalidateQueries({
    predicate: ({ queryKey }) => LISTS.has((queryKey[0] as { _id?: string } | undefined)?._id ?? ""),
  });
