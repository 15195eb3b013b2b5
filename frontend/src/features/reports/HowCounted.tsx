import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Drawer } from "@mantine/core";
import { useDisclosure } from "@mantine/hooks";
import { IconHelpCircle } from "@tabler/icons-react";
import { Definition } from "./Definition";

/** The button to, and the panel with, the definitions of all figures of a report. */
export function HowCounted({ codes }: { codes: readonly string[] }) {
  const { t } = useLingui();
  const [opened, { open, close }] = useDisclosure(false);
  return (
    <>
      <Button variant="default" leftSection={<IconHelpCircle size={16} />} onClick={open}>
        <Trans>How is this counted?</Trans>
      </Button>
      <Drawer opened={opened} onClose={close} size={560} title={t`How is this counted?`}>
        {codes.map((code) => (
          <Definition key={code} code={code} />
        ))}
      </Drawer>
    </>
  );
}
