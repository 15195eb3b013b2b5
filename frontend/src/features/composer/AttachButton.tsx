import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import type { RefObject } from "react";
import { useShortcuts } from "@/ui/shortcuts";

type Input = RefObject<HTMLInputElement | null>;

/** Chooses files. Dropping them onto the composer and pasting a picture do the same. */
export function AttachButton({ input }: { input: Input }) {
  const { t } = useLingui();
  const choose = () => input.current?.click();
  useShortcuts([{ keys: "$mod+Shift+f", name: t`Attach files`, group: t`Ticket`, palette: true, run: choose }]);
  return (
    <Tooltip label={t`Attach files`}>
      <ActionIcon
        variant="subtle"
        aria-label={t`Attach files`}
        onMouseDown={(event) => event.preventDefault()}
        onClick={choose}
      >
        <IconPaperclip size={17} aria-hidden />
      </ActionIcon>
    </Tooltip>
  );
}

/** Outside the editor: that one is exchanged when the full one has loaded, and a chooser may be open meanwhile. */
export function FileInput({ input, onFiles }: { input: Input; onFiles: (files: readonly File[]) => void }) {
  const { t } = useLingui();
  return (
    <input
      ref={input}
      type="file"
      multiple
      hidden
      aria-label={t`Files to attach`}
      onChange={(event) => {
        onFiles([...(event.currentTarget.files ?? [])]);
        event.currentTarget.value = ""; // the same file may be chosen again
      }}
    />
  );
}
