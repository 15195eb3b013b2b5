import { Trans, useLingui } from "@lingui/react/macro";
import { ActionIcon } from "@mantine/core";
import { IconAlertTriangle, IconPaperclip, IconRefresh, IconX } from "@tabler/icons-react";
import { fileSize } from "@/ui/fileSize";
import { intlLocale } from "@/ui/formats";
import classes from "./FileChips.module.css";
import { dropUpload, retryUpload, type Uploading } from "./uploading";
import type { Files } from "./useFiles";

/** What is attached, what is still on its way and how far, and what did not arrive and why. */
export function FileChips({ files }: { files: Files }) {
  const { t, i18n } = useLingui();
  if (files.attached.length + files.onTheWay.length === 0) return null;
  return (
    <ul className={classes.files} aria-label={t`Attachments`}>
      {files.attached.map(({ id, name, size }) => (
        <li key={id} className={classes.file}>
          <IconPaperclip size={15} aria-hidden />
          <span className={classes.name}>{name}</span>
          <span className={classes.size}>{fileSize(size, i18n.locale)}</span>
          <ActionIcon variant="subtle" aria-label={t`Remove ${name}`} onClick={() => files.remove(id)}>
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </li>
      ))}
      {files.onTheWay.map((one) => (
        <OnTheWay key={one.key} one={one} />
      ))}
    </ul>
  );
}

function OnTheWay({ one }: { one: Uploading }) {
  const { t, i18n } = useLingui();
  const name = one.file.name;
  const failed = one.state === "failed";
  return (
    <li className={classes.file} data-failed={failed || undefined}>
      {failed ? <IconAlertTriangle size={15} aria-hidden /> : <IconPaperclip size={15} aria-hidden />}
      <span className={classes.name}>{name}</span>
      {failed ? (
        <span role="alert" className={classes.reason}>
          {one.reason}
        </span>
      ) : (
        <span className={classes.size}>{percent(one.progress, i18n.locale)}</span>
      )}
      {failed && !one.final && (
        <ActionIcon variant="subtle" aria-label={t`Try ${name} again`} onClick={() => retryUpload(one.key)}>
          <IconRefresh size={14} aria-hidden />
        </ActionIcon>
      )}
      <ActionIcon
        variant="subtle"
        aria-label={failed ? t`Remove ${name}` : t`Cancel ${name}`}
        onClick={() => dropUpload(one.key)}
      >
        <IconX size={14} aria-hidden />
      </ActionIcon>
      {!failed && (
        <progress className={classes.bar} value={one.progress} aria-label={t`How much of ${name} is there`} />
      )}
    </li>
  );
}

const percent = (share: number, locale: string) =>
  new Intl.NumberFormat(intlLocale(locale), { style: "percent" }).format(share);

/** The sentence above Send when it cannot go yet. */
export function FilesWaiting({ files, waiting }: { files: Files; waiting: boolean }) {
  if (files.failed > 0 && files.sending === 0)
    return (
      <p className={classes.sentence} data-bad>
        <Trans>A file did not arrive. Try it again or remove it, then send.</Trans>
      </p>
    );
  if (!waiting) return null;
  return (
    <p className={classes.sentence} role="status">
      <Trans>Sends as soon as the files are there.</Trans>
    </p>
  );
}
