import { useLingui } from "@lingui/react/macro";
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  reviewsListQueryKey,
  reviewsQueueOptions,
  reviewsRetrieveQueryKey,
  reviewsSubmitMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Review } from "@/api/generated/types.gen";
import { notify, notifyProblem } from "@/ui/notify";
import { useStartReview } from "./useStartReview";

/** Hands the review in and opens the next piece of work, or the finished review when there is none. */
export function useComplete(review: Review) {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const starting = useStartReview();
  const queryKey = reviewsRetrieveQueryKey({ path: { public_id: review.id } });
  const submitting = useMutation(reviewsSubmitMutation());

  const complete = async () => {
    try {
      await marksSaved(queryClient, review.id);
      const latest = queryClient.getQueryData<Review>(queryKey) ?? review;
      const done = await submitting.mutateAsync({ path: { public_id: review.id }, body: { version: latest.version } });
      queryClient.setQueryData(queryKey, done);
      notify(t`Review of ${review.agent.name} completed.`);
      void queryClient.invalidateQueries({ queryKey: reviewsListQueryKey() });
      const queue = await queryClient.fetchQuery({ ...reviewsQueueOptions(), staleTime: 0 });
      const next = queue.results.find((item) => item.subject.id !== review.subject.id);
      if (next) await starting.start(next.subject);
      else void navigate({ to: "/quality/queue" });
    } catch (problem) {
      notifyProblem(problem);
      void queryClient.invalidateQueries({ queryKey });
    }
  };
  return { complete, completing: submitting.isPending || starting.isStarting };
}

const LOOK_MS = 50;
const GIVE_UP_MS = 10_000;

/** Waits until every mark is with the server: what is handed in must be what is on the screen. */
async function marksSaved(queryClient: QueryClient, review: string) {
  const until = Date.now() + GIVE_UP_MS;
  while (queryClient.isMutating({ mutationKey: ["mark", review] }) > 0 && Date.now() < until)
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
}
