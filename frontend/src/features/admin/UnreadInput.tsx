import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { inboundListInfiniteOptions, inboundParseAgainMutation } from "@/api/generated/@tanstack/react-query.gen";
import type { Inbound } from "@/api/generated/types.gen";
import { paged } from "@/api/paging";
import { EmptyState } from "@/ui/EmptyState";
import { fileSize } from "@/ui/fileSize";
import { notify, notifyProblem } from "@/ui/notify";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./AdminFrame.module.css";
import { AdminList } from "./AdminList";

/** Bytes from outside that nothing here could read. */
export function UnreadInput() {
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
  return (
    <section className={classes.card} aria-label={t`Unreadable mail and files`}>
      <h2>
        <Trans>Unreadable mail and files</Trans>
      </h2>
      <AdminList
        label={t`Unreadable mail and files`}
        list={unread}
        columns={[t`Source`, t`Came`, t`Why`, t`Actions`]}
        empty={
          <EmptyState title={t`Everything could be read`} hint={t`What cannot be read is kept here as it came.`} />
        }
      >
        {(inbound) => (
          <InboundLine
            key={inbound.id}
            inbound={inbound}
            busy={reading.isPending}
            onRead={() => reading.mutate({ path: { public_id: inbound.id } })}
          />
        )}
      </AdminList>
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
