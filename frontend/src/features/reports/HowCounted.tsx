import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon, Button, Drawer } from "@mantine/core";
import { IconHelpCircle } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Definition } from "./Definition";
import classes from "./HowCounted.module.css";

const ALL = "all";

/** Which figure is being explained stands in the address: `all` of the report, or one. */
function useExplained() {
  const { how } = useSearch({ strict: false }) as { how?: string };
  const navigate = useNavigate();
  const explain = (code: string | undefined) =>
    void navigate({ to: ".", search: (before: { how?: string | undefined }) => ({ ...before, how: code }) });
  return { explained: how, explain };
}

/** The button to, and the panel with, the definitions of a report's figures. */
export function HowCounted({ codes }: { codes: readonly string[] }) {
  const { t } = useLingui();
  const { explained, explain } = useExplained();
  const shown = explained && codes.includes(explained) ? [explained] : codes;
  return (
    <>
      <Button variant="default" leftSection={<IconHelpCircle size={16} />} onClick={() => explain(ALL)}>
        <Trans>How is this counted?</Trans>
      </Button>
      <Drawer
        opened={explained !== undefined}
        onClose={() => explain(undefined)}
        size={560}
        title={t`How is this counted?`}
        closeButtonProps={{ "aria-label": t`Close` }}
      >
        {shown.map((code) => (
          <Definition key={code} code={code} />
        ))}
        {shown !== codes && (
          <Button variant="default" onClick={() => explain(ALL)}>
            <Trans>Show all figures of this report</Trans>
          </Button>
        )}
      </Drawer>
    </>
  );
}

/** The small question mark beside one figure. */
export function HowThis({ code, name }: { code: string; name: string }) {
  const { t } = useLingui();
  const { explain } = useExplained();
  return (
    <ActionIcon
      className={classes.how ?? ""}
      size={24}
      variant="subtle"
      color="gray"
      aria-label={t`How is this counted: ${name}?`}
      title={t`How is this counted?`}
      onClick={() => explain(code)}
    >
      <IconHelpCircle size={15} aria-hidden="true" />
    </ActionIcon>
  );
}
