import { Trans, useLingui } from "@lingui/react/macro";
import { IconPencilPlus, IconSearch } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useAbility } from "@/api/useMe";
import { Keys } from "@/ui/Keys";
import { useViews } from "./useViews";
import classes from "./ViewsColumn.module.css";
import { VIEW_KEYS, viewOf } from "./views";

type Props = { view: string; department: string | undefined; onSearch: () => void };

/** What can be looked at: one's own work first, then the departments, each with its count. */
export function ViewsColumn({ view, department, onSearch }: Props) {
  const { t } = useLingui();
  const writes = useAbility("ticket.create");
  return (
    <nav className={classes.column} aria-label={t`Views`}>
      <button type="button" className={classes.search} onClick={onSearch}>
        <IconSearch size={16} aria-hidden />
        <span>
          <Trans>Search…</Trans>
        </span>
        <Keys keys="$mod+k" />
      </button>
      {writes && (
        <Link to="/inbox/new" className={classes.write}>
          <IconPencilPlus size={17} stroke={1.7} aria-hidden />
          <Trans>New ticket</Trans>
        </Link>
      )}
      <ViewsList view={view} department={department} />
    </nav>
  );
}

/** The same list, in the column or in the menu of a narrow window. */
export function ViewsList({ view, department, onPick }: Omit<Props, "onSearch"> & { onPick?: () => void }) {
  const { i18n } = useLingui();
  const views = useViews().data;
  const counts = new Map(views?.views.map((one) => [one.key as string, one]));

  return (
    <>
      <h2 className={classes.heading}>
        <Trans>My work</Trans>
      </h2>
      <ul>
        {VIEW_KEYS.map((key) => {
          const { name, icon: ViewIcon } = viewOf(key);
          const count = counts.get(key);
          const current = department === undefined && view === key;
          return (
            <li key={key}>
              <Link
                to="/inbox/$view"
                params={{ view: key }}
                search={{}}
                className={classes.item}
                aria-current={current ? "page" : undefined}
                onClick={onPick}
              >
                <ViewIcon size={17} stroke={1.7} aria-hidden />
                <span className={classes.name}>{i18n._(name)}</span>
                {count && <Count count={count.count} more={count.more} warm={key === "due"} />}
              </Link>
            </li>
          );
        })}
      </ul>
      {views && views.departments.length > 0 && (
        <>
          <h2 className={classes.heading}>
            <Trans>Departments</Trans>
          </h2>
          <ul>
            {views.departments.map((one) => (
              <li key={one.id}>
                <Link
                  to="/inbox/$view"
                  params={{ view: "open" }}
                  search={{ department: one.id }}
                  className={classes.item}
                  aria-current={department === one.id ? "page" : undefined}
                  onClick={onPick}
                >
                  <svg className={classes.dot} viewBox="0 0 10 10" aria-hidden="true">
                    <rect width="10" height="10" rx="3" fill={one.colour || "var(--text-3)"} />
                  </svg>
                  <span className={classes.name}>{one.name}</span>
                  <Count count={one.count} more={one.more} warm={one.due_soon > 0} />
                </Link>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Count({ count, more, warm }: { count: number; more: boolean; warm: boolean }) {
  const { i18n, t } = useLingui();
  if (count === 0 && warm) return null;
  return (
    <span
      className={classes.count}
      data-warm={(warm && count > 0) || undefined}
      title={warm ? t`Some are due soon` : undefined}
    >
      {i18n.number(count)}
      {more && "+"}
    </span>
  );
}
