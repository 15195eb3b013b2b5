import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  alertsRetrieveOptions,
  alertsRetrieveQueryKey,
  alertsSeenMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import { useMe } from "@/api/useMe";
import { useSnapshots } from "@/live/useSnapshots";
import { markNewsRead, useNews } from "@/ui/news";

/** What colleagues and customers did that this person should look at, kept fresh by the socket, and how much is new. */
export function useAlerts() {
  const queryClient = useQueryClient();
  const queryKey = alertsRetrieveQueryKey();
  const alerts = useQuery(alertsRetrieveOptions()).data;
  useSnapshots(`alerts.${useMe().id}`, queryKey);
  const said = useNews().filter((one) => !one.isRead).length;
  const seen = useMutation({
    ...alertsSeenMutation(),
    onSuccess: (shown) => queryClient.setQueryData(queryKey, shown),
  });

  return {
    alerts: alerts?.results ?? [],
    fresh: (alerts?.unseen ?? 0) + said,
    unseen: alerts?.unseen ?? 0,
    /** All that is in the list now was looked at. */
    look: () => {
      markNewsRead();
      const newest = alerts?.results[0];
      if (newest && alerts.unseen > 0) seen.mutate({ body: { up_to: newest.at } });
    },
  };
}
