import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { useLocalStorage } from "@mantine/hooks";
import { IconArrowUp } from "@tabler/icons-react";
import { type CSSProperties, lazy, Suspense, useEffect } from "react";
import { useAbility, useDepartments } from "@/api/useMe";
import { usePageTitle } from "@/ui/usePageTitle";
import { ListBody } from "./ListBody";
import { ListHeader } from "./ListHeader";
import { fitting, LIST_WIDTH, ListResizer } from "./ListResizer";
import classes from "./TicketListPane.module.css";
import { useNewsAnnounced } from "./useNewsAnnounced";
import { useRunningBulk } from "./useRunningBulk";
import { useSelection } from "./useSelection";
import { type ListQuery, useTicketList } from "./useTicketList";
import { useViews } from "./useViews";
import { isView, viewOf } from "./views";

const BulkBar = lazy(() => import("./BulkBar").then((module) => ({ default: module.BulkBar })));
const BulkProgress = lazy(() => import("./BulkProgress").then((module) => ({ default: module.BulkProgress })));

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
  const departments = useDepartments();
  const views = useViews().data;
  const key = isView(view) ? view : "all";
  const query: ListQuery = { view: key, ...(department && { department }), ...(words && { q: words }) };
  const topics = (department ? [department] : (views?.departments ?? []).map((one) => one.id)).map(
    (id) => `inbox.${id}`,
  );
  const { list, rows, waiting, arrived, showNew } = useTicketList(query, topics);
  const chosen = useSelection(rows);
  const selection = useAbility("ticket.edit") ? chosen : undefined;
  const running = useRunningBulk();
  const [width, setWidth] = useLocalStorage<number>({ key: "kvalita:list-width", defaultValue: LIST_WIDTH.usual });
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

  return (
    <section
      className={classes.pane}
      style={{ "--list-width": `${fitting(width)}px` } as CSSProperties}
      aria-label={t`Tickets`}
      data-open={openId ? true : undefined}
    >
      <ListResizer width={fitting(width)} onWidth={setWidth} />
      {selection && selection.ids.size > 0 ? (
        <Suspense fallback={<div className={classes.header} />}>
          <BulkBar query={query} rows={rows} more={list.hasNextPage} selection={selection} />
        </Suspense>
      ) : (
        <ListHeader
          view={view}
          department={department}
          name={name}
          total={total}
          atLeast={list.hasNextPage && !counted}
          unread={rows.filter((row) => row.unread).length}
          refreshing={list.isRefetching}
          onRefresh={() => void showNew()}
        />
      )}
      {running.bulk && (
        <Suspense>
          <BulkProgress bulk={running.bulk} onClose={running.close} />
        </Suspense>
      )}
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
        selection={selection}
      />
    </section>
  );
}
