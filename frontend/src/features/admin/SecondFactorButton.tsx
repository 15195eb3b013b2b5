import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Modal } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import classes from "./AdminFrame.module.css";

type Props = { name: string; removing: boolean; onRemove: () => void };

/** For a person whose telephone is gone; who asks must be known by other means, so that is said before. */
export function SecondFactorButton({ name, removing, onRemove }: Props) {
  const { t } = useLingui();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        aria-label={t`Remove the second step of ${name}`}
        onClick={open}
      >
        <Trans>Remove second step</Trans>
      </Button>
      <Modal opened={opened} onClose={close} title={t`Remove the second step of ${name}?`}>
        <p>
          <Trans>
            Make sure first, in person or by telephone, that {name} is asking. The password alone is enough afterwards,
            every session ends, and a mail says so. It stands in the audit trail.
          </Trans>
        </p>
        <div className={classes.row}>
          <Button
            color="red"
            loading={removing}
            onClick={() => {
              onRemove();
              close();
            }}
          >
            <Trans>Remove second step</Trans>
          </Button>
          <Button variant="default" onClick={close}>
            <Trans>Keep</Trans>
          </Button>
        </div>
      </Modal>
    </>
  );
}
