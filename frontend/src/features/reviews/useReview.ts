import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import {
  reviewsCommentDeleteMutation,
  reviewsCommentMutation,
  reviewsMarkMutation,
  reviewsRetrieveOptions,
  reviewsRetrieveQueryKey,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Mark, MarkInput, Review } from "@/api/generated/types.gen";
import { notifyProblem } from "@/ui/notify";
import { forgetSent, keepUnsent, unsentMarks } from "./unsent";

/** A mark with nothing left out: the server takes what is missing for empty. */
type Whole = Required<MarkInput>;

const EMPTY: Whole = {
  value: null,
  not_applicable: false,
  note: "",
  root_cause: "",
  at_second: null,
  message_id: null,
};

export const useReview = (id: string) => useQuery(reviewsRetrieveOptions({ path: { public_id: id } }));

const inputOf = ({ criterion_id: _, saved_at: __, ...mark }: Mark): Whole => mark;

/** The mark as it is on screen now, ready to be changed in part. */
const markInput = (review: Review, criterion: string): Whole => {
  const mark = review.marks.find((each) => each.criterion_id === criterion);
  return mark ? inputOf(mark) : EMPTY;
};

function withMark(review: Review, criterion: string, input: Whole): Review {
  const others = review.marks.filter((each) => each.criterion_id !== criterion);
  return { ...review, marks: [...others, { criterion_id: criterion, saved_at: "", ...input }] };
}

/**
 * Marks criteria: at once on the screen and in the browser's store, then on the server, one after another. What the
 * server answers replaces the screen only when nothing newer is on its way; the score always comes from the server.
 */
export function useMarking(id: string) {
  const queryClient = useQueryClient();
  const queryKey = reviewsRetrieveQueryKey({ path: { public_id: id } });
  const mutationKey = ["mark", id];

  const sending = useMutation({
    ...reviewsMarkMutation(),
    mutationKey,
    scope: { id: `review ${id}` },
    retry: (failures, problem) => !isRefusal(problem) && failures < 30,
    retryDelay: (failures) => Math.min(1000 * 2 ** failures, 15_000),
    onSuccess: (answer, { path, body }) => {
      forgetSent(id, path.criterion_id, body);
      const newest = queryClient.isMutating({ mutationKey }) === 1;
      queryClient.setQueryData<Review>(queryKey, (shown) =>
        newest || !shown ? answer : { ...answer, marks: shown.marks },
      );
    },
    onError: (problem, { path, body }) => {
      forgetSent(id, path.criterion_id, body);
      notifyProblem(problem);
      void queryClient.invalidateQueries({ queryKey });
    },
  });

  const mark = (criterion: string, change: Partial<MarkInput>) => {
    const shown = queryClient.getQueryData<Review>(queryKey);
    if (!shown) return;
    const body = { ...markInput(shown, criterion), ...change };
    keepUnsent(id, criterion, body);
    void queryClient.cancelQueries({ queryKey });
    queryClient.setQueryData<Review>(queryKey, withMark(shown, criterion, body));
    sending.mutate({ path: { public_id: id, criterion_id: criterion }, body });
  };

  useResend(id, mark);
  return {
    mark,
    saving: sending.isPending,
    retrying: sending.isPending && sending.failureCount > 0,
    savedAt: useSavedAt(sending),
  };
}

const isRefusal = (problem: unknown) => {
  const status = (problem as { status?: number } | null)?.status ?? 0;
  return status >= 400 && status < 500 && status !== 429;
};

function useSavedAt({ isSuccess, submittedAt }: { isSuccess: boolean; submittedAt: number }) {
  const latest = useRef<number | null>(null);
  if (isSuccess) latest.current = submittedAt;
  return latest.current;
}

/** What an earlier visit could not send is sent now. */
function useResend(id: string, mark: (criterion: string, change: Partial<MarkInput>) => void) {
  const { data } = useReview(id);
  const done = useRef(false);
  const ready = data?.state === "draft";
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    for (const [criterion, left] of Object.entries(unsentMarks(id))) mark(criterion, left);
  }, [id, ready, mark]);
}

/** Adds and takes away pinned comments; both answer with the whole review. */
export function useComments(id: string) {
  const queryClient = useQueryClient();
  const queryKey = reviewsRetrieveQueryKey({ path: { public_id: id } });
  const onSuccess = (review: Review) =>
    queryClient.setQueryData<Review>(queryKey, (shown) => ({ ...review, marks: shown?.marks ?? review.marks }));
  const add = useMutation({ ...reviewsCommentMutation(), onSuccess, onError: notifyProblem });
  const remove = useMutation({
    ...reviewsCommentDeleteMutation(),
    onSuccess: () => queryClient.invalidateQueries({ queryKey }),
    onError: notifyProblem,
  });
  return { add, remove };
}
