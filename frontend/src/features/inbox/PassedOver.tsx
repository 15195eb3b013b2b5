import { useLingui } from "@lingui/react/macro";
import { Modal, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { bulkChangesPassedOverInfiniteOptions } from "@/api/generated/@tanstack/react-query.gen";
import { paged } from "@/api/paging";
import { ErrorState } from "@/ui/ErrorState";
import { ShowMore } from "@/ui/ShowMore";
import classes from "./BulkProgress.module.css";

/** The tickets a change left as they are, each with the reason, and each a door to the ticket. */
export function PassedOver({ bulkId, onClose }: { bulkId: string; onClose: () => void }) {
  const { t } = useLingui();
  const found = useInfiniteQuery({
    ...bulkChangesPassedOverInfiniteOptions({ path: { public_id: bulkId } }),
    ...paged,
  });
  const rows = found.data?.pages.flatMap((page) => page.results) ?? [];

  return (
    <Modal opened onClose={onClose} title={t`Left as they are`} size="lg" closeButtonProps={{ "aria-label": t`Close` }}>
      {found.isPending && <Skeleton height={120} />}
      {found.isError && <ErrorState error={found.error} onRetry={() => void found.refetch()} />}
      <ul className={classes.list}>
        {rows.map((row) => (
          <li key={row.id}>
            <Link
              to="/inbox/$view/$ticket"
              params={{ view: "all", ticket: row.id }}
              className={classes.item}
              onClick={onClose}
            >
              <span className={classes.number}>#{row.number}</span>
              <span className={classes.subject}>{row.subject}</span>
              <span className={classes.reason}>{row.reason}</span>
            </Link>
          </li>
        ))}
      </ul>
      <ShowMore list={found} shown={rows.length} />
    </Modal>
  );
}
