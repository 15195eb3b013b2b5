import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { Link, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense } from "react";
import { ticketsViewsOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { MeRetrieveResponse } from "@/api/generated/types.gen";
import hidden from "@/ui/hidden.module.css";
import { AccountButton } from "./AccountButton";
import { AlertsButton } from "./AlertsButton";
import { openPalette } from "./paletteStore";
import classes from "./Rail.module.css";
import { openSections, type Section } from "./sections";

const AccountMenu = lazy(() => import("./AccountMenu").then((module) => ({ default: module.AccountMenu })));

/** Sections of the application: a rail at the side, a bar at the bottom of a phone. */
export function Rail({ me, onShortcuts }: { me: MeRetrieveResponse; onShortcuts: () => void }) {
  const { t } = useLingui();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const sections = openSections(me.abilities);
  const admin = sections.find((section) => section.root === "/admin");
  const shown = sections.filter((section) => section !== admin);
  // six places on a phone, two of them are the bell and oneself; what hangs on a wall is found in the menu there
  const live = shown.length > 4 ? shown.find((section) => section.root === "/live") : undefined;

  return (
    <nav className={classes.rail} aria-label={t`Sections`}>
      <div className={classes.logo} title={me.organization.name} aria-hidden>
        {me.organization.name[0]}
      </div>
      <ul className={classes.items}>
        {shown.map((section) => (
          <li key={section.root} className={section === live ? classes.wide : undefined}>
            <RailLink section={section} current={path.startsWith(section.root)} />
          </li>
        ))}
      </ul>
      <ul className={classes.lower}>
        <li className={classes.wide}>
          <button type="button" className={classes.item} onClick={openPalette}>
            <IconSearch size={21} stroke={1.7} aria-hidden />
            <Trans>Search</Trans>
          </button>
        </li>
        <li className={classes.bell}>
          <AlertsButton />
        </li>
        {admin && (
          <li className={classes.wide}>
            <RailLink section={admin} current={path.startsWith(admin.root)} />
          </li>
        )}
        <li>
          <Suspense fallback={<AccountButton name={me.name} />}>
            <AccountMenu me={me} elsewhere={[live, admin]} onShortcuts={onShortcuts} />
          </Suspense>
        </li>
      </ul>
    </nav>
  );
}

function RailLink({ section, current }: { section: Section; current: boolean }) {
  const { i18n } = useLingui();
  const SectionIcon = section.icon;
  return (
    <Link to={section.to} className={classes.item} aria-current={current ? "page" : undefined}>
      <SectionIcon size={21} stroke={1.7} aria-hidden />
      {section.root === "/inbox" && <DueBadge />}
      {i18n._(section.name)}
    </Link>
  );
}

/** How many tickets need an answer soon: the one number worth seeing from every page. */
function DueBadge() {
  const due = useQuery(ticketsViewsOptions()).data?.views.find((view) => view.key === "due");
  if (!due || due.count === 0) return null;
  const count = due.count;
  return (
    <span className={classes.badge}>
      <span aria-hidden>{count > 99 ? "99+" : count}</span>
      <span className={hidden.hidden}>
        <Plural value={count} one="# due soon," other="# due soon," />{" "}
      </span>
    </span>
  );
}
