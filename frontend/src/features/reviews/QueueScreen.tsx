import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Menu, Skeleton } from "@mantine/core";
import { IconMessages, IconPhone } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import {
  reviewsListOptions,
  reviewsQueueOptions,
  scorecardsListOptions,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Work } from "@/api/generated/types.gen";
import { useMe } from "@/api/useMe";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { Timestamp } from "@/ui/Timestamp";
import { usePageTitle } from "@/ui/usePageTitle";
import classes from "./QualityList.module.css";
import { QualityTabs } from "./QualityTabs";
import { ReviewList } from "./ReviewList";
import { useStartReview } from "./useStartReview";

/** Work to review, in random order so that nobody picks, and the reviews one has begun. */
export function QueueScreen() {
  const { t } = useLingui();
  usePageTitle(t`To review`);
  const queue = useQuery(reviewsQueueOptions());
  const items = queue.data?.results ?? [];
  return (
    <div className={classes.page}>
      <QualityTabs title={t`To review`} />
      <Drafts />
      <section className={classes.card} aria-label={t`Work to review`}>
        <header className={classes.cardHeader}>
          <h2>
            <Trans>Work to review</Trans>
          </h2>
          <p>
            <Trans>Drawn at random for you each week; nobody chooses.</Trans>{" "}
            {queue.data && (
              <Plural
                value={queue.data.submitted_this_week}
                one="# review of yours this week."
                other="# reviews of yours this week."
              />
            )}
          </p>
        </header>
        {queue.isPending && <Skeleton height={300} />}
        {queue.isError && <ErrorState error={queue.error} onRetry={() => void queue.refetch()} />}
        {queue.data && items.length === 0 && (
          <EmptyState
            title={t`Everything has been reviewed`}
            hint={t`Solved tickets and recorded calls appear here by themselves.`}
          />
        )}
        <ul>
          {items.map((item) => (
            <QueueRow key={`${item.subject.kind}${item.subject.id}`} item={item} />
          ))}
        </ul>
      </section>
    </div>
  );
}

function QueueRow({ item }: { item: Work }) {
  const isCall = item.subject.kind === "call";
  const Icon = isCall ? IconPhone : IconMessages;
  return (
    <li className={classes.row}>
      <Icon size={18} aria-hidden="true" className={classes.icon} />
      <div className={classes.what}>
        <strong>{item.subject.title}</strong>
        <p>
          {isCall ? <Trans>Call</Trans> : <Trans>Conversation</Trans>} · <Timestamp at={item.worked_at} as="moment" />
        </p>
      </div>
      <span className={classes.person}>
        <PersonAvatar name={item.agent.name} size={24} />
        {item.agent.name}
      </span>
      <StartButton item={item} />
    </li>
  );
}

/** One scorecard for this kind of work: one button. Several: the reviewer says which. */
function StartButton({ item }: { item: Work }) {
  const { t } = useLingui();
  const { start, isStarting } = useStartReview();
  const scorecards = useQuery({ ...scorecardsListOptions(), staleTime: 60_000 }).data?.results ?? [];
  const fitting = scorecards.filter((scorecard) => scorecard.subject_kind === item.subject.kind);
  const label = t`Review ${item.subject.title}`;
  const button = (
    <Button
      size="xs"
      variant="light"
      aria-label={label}
      loading={isStarting}
      disabled={fitting.length === 0}
      onClick={fitting.length === 1 ? () => void start(item.subject) : undefined}
    >
      <Trans>Review</Trans>
    </Button>
  );
  if (fitting.length < 2) return button;
  return (
    <Menu position="bottom-end">
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        {fitting.map((scorecard) => (
          <Menu.Item key={scorecard.id} onClick={() => void start(item.subject, scorecard.id)}>
            {scorecard.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Drafts() {
  const { t } = useLingui();
  const me = useMe();
  const drafts = useQuery(reviewsListOptions({ query: { state: "draft" } }));
  const mine = drafts.data?.results.filter((review) => review.reviewer.id === me.id) ?? [];
  if (mine.length === 0) return null;
  return (
    <section className={classes.card} aria-label={t`Begun by you`}>
      <header className={classes.cardHeader}>
        <h2>
          <Trans>Begun by you</Trans>
        </h2>
      </header>
      <ReviewList reviews={mine} />
    </section>
  );
}
