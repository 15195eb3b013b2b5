import { useLingui } from "@lingui/react/macro";
import { IconPaperclip } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { attachmentsRetrieve } from "@/api/generated/sdk.gen";
import type { ThreadMessage } from "@/api/tickets";
import { fileSize } from "@/ui/fileSize";
import { notifyProblem } from "@/ui/notify";
import classes from "./Attachments.module.css";

/**
 * The files of a message. Each opens by an address that is good for one minute, asked for at that moment. Those of a
 * message that is not `sent` yet can still be taken back, and are only named.
 */
export function Attachments({ files, sent }: { files: ThreadMessage["attachments"]; sent: boolean }) {
  const { i18n, t } = useLingui();
  const open = useMutation({
    mutationFn: async (id: string) => {
      const { data } = await attachmentsRetrieve({ path: { public_id: id }, throwOnError: true });
      return data.url;
    },
    onSuccess: (url) => window.location.assign(url),
    onError: notifyProblem,
  });
  const shown = files.filter((file) => !file.inline);
  if (shown.length === 0) return null;

  return (
    <ul className={classes.files} aria-label={t`Attachments`}>
      {shown.map((file) => (
        <li key={file.id}>
          <button type="button" className={classes.file} disabled={!sent} onClick={() => open.mutate(file.id)}>
            <IconPaperclip size={15} aria-hidden />
            <span className={classes.name}>{file.name}</span>
            <span className={classes.size}>{fileSize(file.size, i18n.locale)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
