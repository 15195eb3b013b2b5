import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { ListSkeleton } from "./ListSkeleton";
import { TicketListbox } from "./TicketListbox";
import type { Selection } from "./useSelection";
import type { useTicketList } from "./useTicketList";
import { viewOf } from "./views";

type Props = Pick<ReturnType<typeof useTicketList>, "list" | "rows" | "arrived"> & {
  view: string;
  words: string | undefined;
  openId: string | undefined;
  onOpen: (id: string) => void;
  onClear: () => void;
  selection: Selection | undefined;
};

/** The rows, or why there are none. */
export function ListBody({ view, words, openId, onOpen, list, rows, arrived, onClear, selection }: Props) {
  const { t, i18n } = useLingui();
  if (list.isPending) return <ListSkeleton />;
  if (list.isError && rows.length === 0) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (rows.length === 0) {
    const { icon: ViewIcon, title, hint } = viewOf(view);
    if (!words) return <EmptyState icon={<ViewIcon size={22} />} title={i18n._(title)} hint={i18n._(hint)} />;
    return (
      <EmptyState
        title={t`Nothing matches`}
        hint={t`Try a number, part of the subject, a name or an address.`}
        action={
          <Button variant="default" onClick={onClear}>
            <Trans>Clear the search</Trans>
          </Button>
        }
      />
    );
  }
  return (
    <TicketListbox
      rows={rows}
      arrived={arrived}
      openId={openId}
      onOpen={onOpen}
      selection={selection}
      onEnd={() => {
        if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
      }}
    />
  );
}
