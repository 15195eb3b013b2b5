import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import {
  deliveriesListInfiniteOptions,
  deliveriesReplayMutation,
  inboundListInfiniteOptions,
  inboundParseAgainMutation,
} from "@/api/generated/@tanstack/react-query.gen";
import type { Delivery, Inbound } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { fileSize } from "@/ui/fileSize";
import { notify, notifyProblem } from "@/ui/notify";
import { ShowMore } from "@/ui/ShowMore";
import { Timestamp } from "@/ui/Timestamp";
import { AdminFrame } from "./AdminFrame";
import classes from "./AdminFrame.module.css";

/** What gave up and waits for a person. An empty page is the good one. */
export function OperationsScreen() {
  const { t } = useLingui();
  return (
    <AdminFrame title={t`Operations`}>
      <Deliveries />
      <UnreadInput />
    </AdminFrame>
  );
}

function Deliveries() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const options = deliveriesListInfiniteOptions({ query: { state: "parked" } });
  const parked = useInfiniteQuery({ ...options, ...paged });
  const replaying = useMutation({
    ...deliveriesReplayMutation(),
    onError: notifyProblem,
    onSuccess: () => notify(t`It is being delivered again.`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
  });
  const rows = parked.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <section className={classes.card} aria-label={t`Parked deliveries`}>
      <h2>
        <Trans>Parked deliveries</Trans>
      </h2>
      {parked.isPending && <Skeleton height={120} />}
      {parked.isError && <ErrorState error={parked.error} onRetry={() => void parked.refetch()} />}
      {parked.data && rows.length === 0 && (
        <EmptyState title={t`Nothing is parked`} hint={t`Everything that happened has reached whoever waits for it.`} />
      )}
      {rows.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={t`Parked deliveries`}>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>What happened</Trans>
                </th>
                <th scope="col">
                  <Trans>When</Trans>
                </th>
                <th scope="col">
                  <Trans>Why it stopped</Trans>
                </th>
                <th scope="col">
                  <Trans>Actions</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((delivery) => (
                <DeliveryLine
                  key={delivery.id}
                  delivery={delivery}
                  busy={replaying.isPending}
                  onReplay={() => replaying.mutate({ path: { public_id: delivery.id } })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ShowMore list={parked} shown={rows.length} />
    </section>
  );
}

type DeliveryLineProps = { delivery: Delivery; busy: boolean; onReplay: () => void };

function DeliveryLine({ delivery, busy, onReplay }: DeliveryLineProps) {
  const { t } = useLingui();
  return (
    <tr>
      <th scope="row">
        {delivery.event}
        <div className={classes.quiet}>{delivery.receiver}</div>
      </th>
      <td>
        <Timestamp at={delivery.happened_at} as="moment" />
      </td>
      <td>
        {delivery.reason}
        <div className={classes.quiet}>
          <Plural value={delivery.attempts} one="# attempt" other="# attempts" />
        </div>
      </td>
      <td>
        <Button
          size="compact-sm"
          variant="light"
          disabled={busy}
          aria-label={t`Deliver again: ${delivery.event}`}
          onClick={onReplay}
        >
          <Trans>Deliver again</Trans>
        </Button>
      </td>
    </tr>
  );
}

function UnreadInput() {
  const { t } = useLingui();
  const queryClient = useQueryClient();
  const options = inboundListInfiniteOptions({ query: { state: "parked" } });
  const unread = useInfiniteQuery({ ...options, ...paged });
  const reading = useMutation({
    ...inboundParseAgainMutation(),
    onError: notifyProblem,
    onSuccess: () => notify(t`It is being read again.`),
    onSettled: () => queryClient.invalidateQueries({ queryKey: options.queryKey }),
  });
  const rows = unread.data?.pages.flatMap((page) => page.results) ?? [];
  return (
    <section className={classes.card} aria-label={t`Unreadable mail and files`}>
      <h2>
        <Trans>Unreadable mail and files</Trans>
      </h2>
      {unread.isPending && <Skeleton height={120} />}
      {unread.isError && <ErrorState error={unread.error} onRetry={() => void unread.refetch()} />}
      {unread.data && rows.length === 0 && (
        <EmptyState title={t`Everything could be read`} hint={t`What cannot be read is kept here as it came.`} />
      )}
      {rows.length > 0 && (
        <div className={classes.scroll}>
          <table className={classes.table} aria-label={t`Unreadable mail and files`}>
            <thead>
              <tr>
                <th scope="col">
                  <Trans>Source</Trans>
                </th>
                <th scope="col">
                  <Trans>Came</Trans>
                </th>
                <th scope="col">
                  <Trans>Why</Trans>
                </th>
                <th scope="col">
                  <Trans>Actions</Trans>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((inbound) => (
                <InboundLine
                  key={inbound.id}
                  inbound={inbound}
                  busy={reading.isPending}
                  onRead={() => reading.mutate({ path: { public_id: inbound.id } })}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      <ShowMore list={unread} shown={rows.length} />
    </section>
  );
}

type InboundLineProps = { inbound: Inbound; busy: boolean; onRead: () => void };

function InboundLine({ inbound, busy, onRead }: InboundLineProps) {
  const { i18n, t } = useLingui();
  return (
    <tr>
      <th scope="row">
        {inbound.source}
        <div className={classes.quiet}>{fileSize(inbound.size, i18n.locale)}</div>
      </th>
      <td>
        <Timestamp at={inbound.received_at} as="moment" />
      </td>
      <td>{inbound.reason}</td>
      <td>
        <Button
          size="compact-sm"
          variant="light"
          disabled={busy}
          aria-label={t`Read again: ${inbound.source}`}
          onClick={onRead}
        >
          <Trans>Read again</Trans>
        </Button>
      </td>
    </tr>
  );
}
