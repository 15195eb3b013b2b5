import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { reviewsListInfiniteOptions, reviewsQueueInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { Work } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ShowMore } from "@/ui/ShowMore";
import { usePageTitle } from "@/ui/usePageTitle";
import classes from "./QualityList.module.css";
import { QualityTabs } from "./QualityTabs";
import { QueueRow } from "./QueueRow";
import { ReviewList } from "./ReviewList";

/** Work to review, in random order so that nobody picks, and the reviews one has begun. */
export function QueueScreen() {
  const { t } = useLingui();
  usePageTitle(t`To review`);
  const queue = useInfiniteQuery({ ...reviewsQueueInfiniteOptions(), ...paged });
  const [first, ...further] = queue.data?.pages ?? [];
  const drawn = first?.results ?? [];
  const beyond = further.flatMap((page) => page.results);
  return (
    <div className={classes.page}>
      <QualityTabs title={t`To review`} />
      <Drafts />
      <section className={classes.card} aria-label={t`Work to review`}>
        <QueueHeader submitted={first?.submitted_this_week} />
        {queue.isPending && <Skeleton height={300} />}
        {queue.isError && <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />}
        {first && drawn.length === 0 && (
          <EmptyState
            title={t`Everything has been reviewed`}
            hint={t`Solved tickets and recorded calls appear here by themselves.`}
          />
        )}
        <QueueRows items={drawn} />
        {beyond.length > 0 && (
          <p className={classes.beyond}>
            <Trans>Beyond your draw, in the same order. What you review from here counts as chosen by you.</Trans>
          </p>
        )}
        <QueueRows items={beyond} />
        <ShowMore list={queue} shown={drawn.length + beyond.length} />
      </section>
    </div>
  );
}

function QueueHeader({ submitted }: { submitted: number | undefined }) {
  return (
    <header className={classes.cardHeader}>
      <h2>
        <Trans>Work to review</Trans>
      </h2>
      <p>
        <Trans>Drawn at random for you each week; nobody chooses.</Trans>{" "}
        {submitted !== undefined && (
          <Plural value={submitted} one="# review of yours this week." other="# reviews of yours this week." />
        )}
      </p>
    </header>
  );
}

function QueueRows({ items }: { items: readonly Work[] }) {
  if (items.length === 0) return null;
  return (
    <ul>
      {items.map((item) => (
        <QueueRow key={`${item.subject.kind}${item.subject.id}`} item={item} />
      ))}
    </ul>
  );
}

/** A draft is there for its reviewer alone. */
function Drafts() {
  const { t } = useLingui();
  const drafts = useInfiniteQuery({ ...reviewsListInfiniteOptions({ query: { state: "draft" } }), ...paged });
  const reviews = drafts.data?.pages.flatMap((page) => page.results) ?? [];
  if (reviews.length === 0) return null;
  return (
    <section className={classes.card} aria-label={t`Begun by you`}>
      <header className={classes.cardHeader}>
        <h2>
          <Trans>Begun by you</Trans>
        </h2>
      </header>
      <ReviewList reviews={reviews} />
      <ShowMore list={drafts} shown={reviews.length} />
    </section>
  );
}
