import { useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import type { Review } from "@/api/generated/types.gen";
import { ErrorState } from "@/ui/ErrorState";
import { usePageTitle } from "@/ui/usePageTitle";
import { FinishedReview } from "./FinishedReview";
import { OpenReview } from "./OpenReview";
import classes from "./ReviewLayout.module.css";
import { useReview } from "./useReview";

/** One review: being written, or finished and readable. `startAt` is the second its address names. */
export function ReviewScreen({ id, startAt }: { id: string; startAt: number | null }) {
  const { t } = useLingui();
  const review = useReview(id);
  usePageTitle(review.data?.subject.title ?? t`Review`);
  if (review.isPending) return <Skeleton className={classes.loading ?? ""} />;
  if (review.isError) return <ErrorState error={review.error} onRetry={() => void review.refetch()} />;
  return isOpen(review.data) ? (
    <OpenReview review={review.data} startAt={startAt} />
  ) : (
    <FinishedReview review={review.data} startAt={startAt} />
  );
}

const isOpen = (review: Review) => review.state === "draft" && review.abilities.write;
