import { useQuery } from "@tanstack/react-query";
import { messagesRemoteImagesOptions } from "@/api/generated/@tanstack/react-query.gen";
import { notifyProblem } from "@/ui/notify";

/** The images are addressed for ten minutes; a message drawn again after that asks for new addresses. */
const GOOD_FOR_MS = 9 * 60_000;

/**
 * One message with its images from elsewhere. Nothing asks for them but `load`; what was loaded stays for this visit,
 * also when the ticket is left and opened again.
 */
export function useRemoteImages(messageId: string) {
  const shown = useQuery({
    ...messagesRemoteImagesOptions({ path: { public_id: messageId } }),
    enabled: (query) => query.state.data !== undefined,
    staleTime: GOOD_FOR_MS,
    gcTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
  });
  const load = async () => {
    const { error } = await shown.refetch();
    if (error) notifyProblem(error);
  };
  return { html: shown.data?.html, loading: shown.isLoading, load };
}
