import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { deliveriesListInfiniteOptions, deliveriesReplayMutation } from "@/api/generated/@tanstack/react-query.gen";
import type { Delivery } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { notify, notifyProblem } from "@/ui/notify";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./AdminFrame.module.css";
import { AdminList } from "./AdminList";

/** What happened and did not reach everybody who waits for it. */
export function ParkedDeliveries() {
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
  return (
    <section className={classes.card} aria-label={t`Parked deliveries`}>
      <h2>
        <Trans>Parked deliveries</Trans>
      </h2>
      <AdminList
        label={t`Parked deliveries`}
        list={parked}
        columns={[t`What happened`, t`When`, t`Why it stopped`, t`Actions`]}
        empty={
          <EmptyState
            title={t`Nothing is parked`}
            hint={t`Everything that happened has reached whoever waits for it.`}
          />
        }
      >
        {(delivery) => (
          <DeliveryLine
            key={delivery.id}
            delivery={delivery}
            busy={replaying.isPending}
            onReplay={() => replaying.mutate({ path: { public_id: delivery.id } })}
          />
        )}
      </AdminList>
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
