import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  reviewsCreateMutation,
  reviewsRetrieveQueryKey,
  scorecardsListOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Subject } from "@/api/generated/types.gen";
import { notifyProblem } from "@/ui/notify";

/** Opens a piece of work for review, with the first scorecard made for its kind unless another is named. */
export function useStartReview() {
  const queryClient = useQueryClient();
  const navigate = useNavigate();
  const creating = useMutation(reviewsCreateMutation());

  const start = async (subject: Pick<Subject, "kind" | "id">, scorecard?: string) => {
    try {
      const { results: scorecards } = await queryClient.fetchQuery(scorecardsListOptions());
      const chosen = scorecard ?? scorecards.find((each) => each.subject_kind === subject.kind)?.id;
      const body = {
        scorecard_id: chosen ?? "",
        ...(subject.kind === "call" ? { call_id: subject.id } : { ticket_id: subject.id }),
      };
      const review = await creating.mutateAsync({ body });
      queryClient.setQueryData(reviewsRetrieveQueryKey({ path: { public_id: review.id } }), review);
      await navigate({ to: "/quality/reviews/$review", params: { review: review.id } });
    } catch (problem) {
      notifyProblem(problem);
    }
  };
  return { start, isStarting: creating.isPending };
}
