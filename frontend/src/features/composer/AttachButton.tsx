import { useLingui } from "@lingui/react/macro";
import { ActionIcon, Tooltip } from "@mantine/core";
import { IconPaperclip } from "@tabler/icons-react";
import { useRef } from "react";
import { useShortcuts } from "@/ui/shortcuts";

/** Chooses files. Dropping them onto the composer and pasting a picture do the same. */
export function AttachButton({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const { t } = useLingui();
  const input = useRef<HTMLInputElement>(null);
  const choose = () => input.current?.click();
  useShortcuts([{ keys: "$mod+Shift+f", name: t`Attach files`, group: t`Ticket`, palette: true, run: choose }]);
  return (
    <>
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
    </>
  );
}
