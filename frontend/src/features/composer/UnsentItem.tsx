import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Group } from "@mantine/core";
import { IconAlertTriangleFilled, IconClock, IconPaperclip } from "@tabler/icons-react";
import type { Unsent } from "@/api/outbox";
import { useMe } from "@/api/useMe";
import { PersonAvatar } from "@/ui/PersonAvatar";
import classes from "./UnsentItem.module.css";

type Props = { entry: Unsent; onRetry: () => void; onEdit: () => void };

/** One's own message on its way. When it could not be sent it stays here, with Retry and Edit. */
export function UnsentItem({ entry, onRetry, onEdit }: Props) {
  const { t } = useLingui();
  const me = useMe();
  const failed = entry.state === "failed";
  return (
    <article className={classes.message} data-note={entry.kind === "note" || undefined} aria-busy={!failed}>
      <PersonAvatar name={me.name} />
      <div className={classes.body}>
        <h3 className={classes.author}>{me.name}</h3>
        <div className={classes.bubble}>
          {entry.text}
          {entry.uploads.map(({ id, name }) => (
            <span key={id} className={classes.file}>
              <IconPaperclip size={14} aria-hidden />
              {name}
            </span>
          ))}
        </div>
        <div className={classes.state} data-failed={failed || undefined} role={failed ? "alert" : undefined}>
          {failed ? <IconAlertTriangleFilled size={13} aria-hidden /> : <IconClock size={13} aria-hidden />}
          <span>
            {failed ? (
              <>
                <Trans>Not sent</Trans>
                {entry.reason && `: ${entry.reason}`}
              </>
            ) : entry.state === "waiting" ? (
              t`Will be sent when you are online`
            ) : (
              t`Sending…`
            )}
          </span>
          {entry.state !== "sending" && (
            <Group gap={4}>
              <Button size="compact-xs" variant="default" onClick={onRetry}>
                <Trans>Retry</Trans>
              </Button>
              <Button size="compact-xs" variant="subtle" onClick={onEdit}>
                <Trans>Edit</Trans>
              </Button>
            </Group>
          )}
        </div>
      </div>
    </article>
  );
}
