import { Plural, Trans, useLingui } from "@lingui/react/macro";
import { IconBell } from "@tabler/icons-react";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { announce } from "@/ui/announce";
import hidden from "@/ui/hidden.module.css";
import classes from "./Rail.module.css";
import { useAlerts } from "./useAlerts";

const Alerts = lazy(() => import("./Alerts").then((module) => ({ default: module.Alerts })));
const MANY = 99;

/** What others did that concerns this person, and every toast; the number says how much was not looked at. */
export function AlertsButton() {
  const [open, setOpen] = useState(false);
  const { alerts, fresh, unseen, look } = useAlerts();
  useTold(unseen);
  const bell = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    look();
    bell.current?.focus();
  };

  return (
    <>
      <button ref={bell} type="button" className={classes.item} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <IconBell size={21} stroke={1.7} aria-hidden />
        {fresh > 0 && (
          <span className={classes.badge}>
            <span aria-hidden>{fresh > MANY ? `${MANY}+` : fresh}</span>
            <span className={hidden.hidden}>
              <Plural value={fresh} one="# new," other="# new," />{" "}
            </span>
          </span>
        )}
        <Trans>Alerts</Trans>
      </button>
      <Suspense>{open && <Alerts alerts={alerts} onClose={close} />}</Suspense>
    </>
  );
}

/** One more than before is said aloud; what was there when the page came is not. */
function useTold(unseen: number) {
  const { t } = useLingui();
  const before = useRef<number>(undefined);
  useEffect(() => {
    if (before.current !== undefined && unseen > before.current) announce(t`New alert`);
    before.current = unseen;
  }, [unseen, t]);
}
