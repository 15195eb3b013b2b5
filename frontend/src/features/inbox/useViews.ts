import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ticketsViewsOptions, ticketsViewsQueryKey } from "@/api/generated/@tanstack/react-query.gen";
import { useLiveTopics } from "@/live/useLiveTopics";

/** Views and departments with their counts, kept fresh by hints from each department. */
export function useViews() {
  const queryClient = useQueryClient();
  const views = useQuery({ ...ticketsViewsOptions(), staleTime: 30_000 });
  const topics = (views.data?.departments ?? []).map((department) => `inbox.${department.id}`);
  useLiveTopics(topics, () => void queryClient.invalidateQueries({ queryKey: ticketsViewsQueryKey() }));
  return views;
}
