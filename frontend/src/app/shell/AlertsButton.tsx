import { Plural, Trans } from "@lingui/react/macro";
import { IconBell } from "@tabler/icons-react";
import { lazy, Suspense, useState } from "react";
import { markNewsRead, useNews } from "@/ui/news";
import classes from "./Rail.module.css";

const Alerts = lazy(() => import("./Alerts").then((module) => ({ default: module.Alerts })));

/** Every toast is also here, with what can still be undone; the number says how many were not looked at. */
export function AlertsButton() {
  const [open, setOpen] = useState(false);
  const unread = useNews().filter((one) => !one.isRead).length;
  const change = (opened: boolean) => {
    setOpen(opened);
    if (!opened) markNewsRead();
  };

  return (
    <>
      <button type="button" className={classes.item} aria-haspopup="dialog" onClick={() => change(!open)}>
        <IconBell size={21} stroke={1.7} aria-hidden />
        {unread > 0 && (
          <span className={classes.badge}>
            <span aria-hidden>{unread}</span>
            <span className={classes.hidden}>
              <Plural value={unread} one="# new," other="# new," />{" "}
            </span>
          </span>
        )}
        <Trans>Alerts</Trans>
      </button>
      <Suspense>{open && <Alerts onClose={() => change(false)} />}</Suspense>
    </>
  );
}
