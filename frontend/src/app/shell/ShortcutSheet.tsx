import { useLingui } from "@lingui/react/macro";
import { Modal } from "@mantine/core";
import { useRef } from "react";
import { Keys } from "@/ui/Keys";
import { useAllShortcuts } from "@/ui/shortcuts";
import classes from "./ShortcutSheet.module.css";

/** What the keyboard does on this screen, grouped. */
export function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const opener = useRef(document.activeElement);
  const close = () => {
    onClose();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
  const shortcuts = useAllShortcuts();
  const groups = [...new Set(shortcuts.map((one) => one.group))];

  return (
    <Modal opened onClose={close} title={t`Keyboard shortcuts`} size="lg" closeButtonProps={{ "aria-label": t`Close` }}>
      <div className={classes.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={classes.heading}>{group}</h3>
            <dl className={classes.list}>
              {shortcuts
                .filter((one) => one.group === group)
                .map((one) => (
                  <div key={one.keys} className={classes.row}>
                    <dt>{one.name}</dt>
                    <dd>
                      <Keys keys={one.keys} />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Modal>
  );
}
