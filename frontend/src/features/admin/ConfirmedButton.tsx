import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import type { ReactNode } from "react";
import classes from "./AdminFrame.module.css";

type ConfirmedButtonProps = {
  /** The act, as the quiet button of a table says it. */
  label: ReactNode;
  /** The same with whom it is done to. */
  describedAs: string;
  /** The question. */
  title: string;
  /** The verb on the button that does it. */
  verb: ReactNode;
  busy: boolean;
  onConfirm: () => void;
  /** What will be lost, and what stays. */
  children: ReactNode;
};

/** What cannot be taken back: it says what will be lost, and does it when that was confirmed. */
export function ConfirmedButton({ label, describedAs, title, verb, busy, onConfirm, children }: ConfirmedButtonProps) {
  const { t } = useLingui();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button size="compact-sm" variant="subtle" color="gray" aria-label={describedAs} onClick={open}>
        {label}
      </Button>
      <Modal opened={opened} onClose={close} title={title} closeButtonProps={{ "aria-label": t`Close` }}>
        <p>{children}</p>
        <div className={classes.row}>
          <Button
            color="red"
            loading={busy}
            onClick={() => {
              onConfirm();
              close();
            }}
          >
            {verb}
          </Button>
          <Button variant="default" onClick={close}>
            <Trans>Keep</Trans>
          </Button>
        </div>
      </Modal>
    </>
  );
}
