import { Trans, useLingui } from "@lingui/react/macro";
import { Loader } from "@mantine/core";
import { Outlet, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { useSessionEnded } from "@/api/session";
import { useMe } from "@/api/useMe";
import hidden from "@/ui/hidden.module.css";
import { ZoneContext } from "@/ui/zone";
import { ConnectionBar } from "./ConnectionBar";
import { Rail } from "./Rail";
import { ReleaseBar } from "./ReleaseBar";
import classes from "./Shell.module.css";
import { useAppearance } from "./useAppearance";
import { useGoTo } from "./useGoTo";

const Palette = lazy(() => import("./Palette").then((module) => ({ default: module.Palette })));
const ShortcutSheet = lazy(() => import("./ShortcutSheet").then((module) => ({ default: module.ShortcutSheet })));
const SignInDialog = lazy(() => import("./SignInDialog").then((module) => ({ default: module.SignInDialog })));

/** Everything around a page: navigation, palette, sheet of shortcuts, connection, and the sign-in dialog. */
export function Shell() {
  const { t } = useLingui();
  return (
    <Suspense fallback={<Loader className={classes.loader} aria-label={t`Loading`} />}>
      <SignedInShell />
    </Suspense>
  );
}

function SignedInShell() {
  const { t } = useLingui();
  const me = useMe();
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [sheetOpen, setSheetOpen] = useState(false);
  const sessionEnded = useSessionEnded();
  useAppearance(me);
  useGoTo({ showSheet: () => setSheetOpen(true) });
  // A wallboard hangs on a wall: the whole screen, no navigation.
  const bare = path === "/live" || path.startsWith("/live/");

  return (
    <ZoneContext value={me.zone}>
      <a className={classes.skip} href="#content">
        <Trans>Skip to content</Trans>
      </a>
      <div className={classes.shell} data-bare={bare || undefined}>
        {!bare && <Rail me={me} onShortcuts={() => setSheetOpen(true)} />}
        <div className={classes.page}>
          <ConnectionBar />
          <ReleaseBar />
          <main id="content" className={classes.main} tabIndex={-1}>
            <Outlet />
          </main>
        </div>
      </div>
      {/* What opens over the page belongs to a landmark too; while nothing is open there is nothing here. */}
      <section id="floating" className={classes.floating} aria-label={t`Menus`} />
      <div id="announce-polite" className={hidden.hidden} aria-live="polite" />
      <div id="announce-assertive" className={hidden.hidden} aria-live="assertive" />
      <Suspense>
        <Palette />
      </Suspense>
      <Suspense>
        {sheetOpen && <ShortcutSheet onClose={() => setSheetOpen(false)} />}
        {sessionEnded && <SignInDialog />}
      </Suspense>
    </ZoneContext>
  );
}
