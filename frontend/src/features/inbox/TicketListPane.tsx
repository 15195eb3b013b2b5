import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Popover, Tooltip } from "@mantine/core";
import { IconArrowUp, IconMenu2, IconRefresh } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useDepartments } from "@/api/useMe";
import { EmptyState } from "@/ui/EmptyState";
import { ErrorState } from "@/ui/ErrorState";
import { usePageTitle } from "@/ui/usePageTitle";
import { ListSkeleton } from "./ListSkeleton";
import { TicketListbox } from "./TicketListbox";
import classes from "./TicketListPane.module.css";
import { useNewsAnnounced } from "./useNewsAnnounced";
import { type ListQuery, useTicketList } from "./useTicketList";
import { useViews } from "./useViews";
import { ViewsList } from "./ViewsColumn";
import { isView, viewOf } from "./views";

type Props = {
  view: string;
  department: string | undefined;
  words: string | undefined;
  openId: string | undefined;
  onOpen: (id: string) => void;
  /** Told the order of what is shown, so that "next" can mean the next in the list. */
  onRows: (ids: readonly string[]) => void;
  onClearSearch: () => void;
};

/** The list beside the conversation: what is shown, how much of it, what is new. */
export function TicketListPane({ view, department, words, openId, onOpen, onRows, onClearSearch }: Props) {
  const { t, i18n } = useLingui();
  const [menuOpen, setMenuOpen] = useState(false);
  const departments = useDepartments();
  const views = useViews().data;
  const key = isView(view) ? view : "all";
  const query: ListQuery = { view: key, ...(department && { department }), ...(words && { q: words }) };
  const topics = (department ? [department] : (views?.departments ?? []).map((one) => one.id)).map(
    (id) => `inbox.${id}`,
  );
  const { list, rows, waiting, arrived, showNew } = useTicketList(query, topics);
  useNewsAnnounced(waiting);
  useEffect(() => onRows(rows.map((row) => row.id)), [rows, onRows]);

  const departmentName =
    views?.departments.find((one) => one.id === department)?.name ??
    departments.find((one) => one.id === department)?.name;
  const name = departmentName ?? i18n._(viewOf(view).name);
  usePageTitle(name);
  const counted = department
    ? views?.departments.find((one) => one.id === department)
    : views?.views.find((one) => one.key === key);
  const total = words || !counted ? rows.length : Math.max(counted.count, 0);
  const unread = rows.filter((row) => row.unread).length;

  return (
    <section className={classes.pane} aria-label={t`Tickets`} data-open={openId ? true : undefined}>
      <header className={classes.header}>
        <Popover opened={menuOpen} onChange={setMenuOpen} position="bottom-start" trapFocus>
          <Popover.Target>
            <ActionIcon className={classes.menu} aria-label={t`Choose a view`} onClick={() => setMenuOpen((on) => !on)}>
              <IconMenu2 size={19} />
            </ActionIcon>
          </Popover.Target>
          <Popover.Dropdown>
            <ViewsList view={view} department={department} onPick={() => setMenuOpen(false)} />
          </Popover.Dropdown>
        </Popover>
        <div className={classes.title}>
          <h1>{name}</h1>
          <p className={classes.counts}>
            {list.hasNextPage && !counted ? (
              <Trans>more than {total} tickets</Trans>
            ) : (
              <Plural value={total} one="# ticket" other="# tickets" />
            )}
            {unread > 0 && (
              <>
                {" · "}
                <Plural value={unread} one="# unread" other="# unread" />
              </>
            )}
            {" · "}
            {view === "solved" ? <Trans>newest first</Trans> : <Trans>first due first</Trans>}
          </p>
        </div>
        <Tooltip label={t`Refresh the list`}>
          <ActionIcon aria-label={t`Refresh the list`} loading={list.isRefetching} onClick={() => void showNew()}>
            <IconRefresh size={18} />
          </ActionIcon>
        </Tooltip>
      </header>
      {words && (
        <p className={classes.search}>
          <Trans>Search: “{words}”</Trans>
          <Button size="compact-xs" variant="subtle" onClick={onClearSearch}>
            <Trans>Clear</Trans>
          </Button>
        </p>
      )}
      {waiting > 0 && (
        <button type="button" className={classes.news} onClick={() => void showNew()}>
          <IconArrowUp size={15} aria-hidden />
          <Plural value={waiting} one="Show # new ticket" other="Show # new tickets" />
        </button>
      )}
      <ListBody
        view={view}
        words={words}
        openId={openId}
        onOpen={onOpen}
        list={list}
        rows={rows}
        arrived={arrived}
        onClear={onClearSearch}
      />
    </section>
  );
}

type BodyProps = Pick<Props, "view" | "words" | "openId" | "onOpen"> &
  Pick<ReturnType<typeof useTicketList>, "list" | "rows" | "arrived"> & { onClear: () => void };

function ListBody({ view, words, openId, onOpen, list, rows, arrived, onClear }: BodyProps) {
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
      onEnd={() => {
        if (list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
      }}
    />
  );
}
