import { useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { reviewsMineInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import { paged } from "@/api/paging";
import { useMe } from "@/api/useMe";
import { useLiveTopic } from "@/live/useLiveTopic";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ShowMore } from "@/ui/ShowMore";
import { usePageTitle } from "@/ui/usePageTitle";
import classes from "./QualityList.module.css";
import { QualityTabs } from "./QualityTabs";
import { ReviewList } from "./ReviewList";

/** What others have judged of one's own work; each opens with answers, moments and the same player. */
export function MyFeedbackScreen() {
  const { t } = useLingui();
  const me = useMe();
  const mine = useInfiniteQuery({ ...reviewsMineInfiniteOptions(), ...paged });
  const reviews = mine.data?.pages.flatMap((page) => page.results) ?? [];
  usePageTitle(t`My feedback`);
  useLiveTopic(`review.${me.id}`, () => void mine.refetch());

  return (
    <div className={classes.page}>
      <QualityTabs title={t`My feedback`} />
      <section className={classes.card} aria-label={t`Reviews of my work`}>
        {mine.isPending && <Skeleton height={300} />}
        {mine.isError && <ErrorState error={mine.error} onRetry={() => void mine.refetch()} />}
        {mine.data && reviews.length === 0 && (
          <EmptyState
            title={t`No reviews of your work yet`}
            hint={t`When somebody reviews a ticket or call of yours, it appears here with every answer.`}
          />
        )}
        <ReviewList reviews={reviews} />
        <ShowMore list={mine} shown={reviews.length} />
      </section>
    </div>
  );
}
