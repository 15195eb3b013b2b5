import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "@mantine/core";
import { IconAlertCircle, IconLock, IconRobot } from "@tabler/icons-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import type { ThreadMessage } from "@/api/tickets";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { Timestamp } from "@/ui/Timestamp";
import { Attachments } from "./Attachments";
import { badgeName } from "./badgeName";
import { DeliveryState } from "./DeliveryState";
import classes from "./MessageItem.module.css";
import { RemoteImages } from "./RemoteImages";
import { useRemoteImages } from "./useRemoteImages";

const MessageHtml = lazy(() => import("./MessageHtml").then((module) => ({ default: module.MessageHtml })));

type Props = {
  message: ThreadMessage;
  /** What stands under an answer that can still be taken back. */
  heldState: (message: ThreadMessage) => ReactNode;
};

/** One message: incoming neutral, outgoing tinted, a note amber with a lock and the words. */
export function MessageItem({ message, heldState }: Props) {
  const { i18n } = useLingui();
  const note = message.kind === "note";
  const look = note ? "note" : message.direction;
  const author = message.author.name || message.author.email;

  return (
    <article
      className={classes.message}
      data-look={look}
      data-held={message.held !== null || undefined}
      id={`message-${message.id}`}
    >
      <PersonAvatar name={author} badge={message.author.kind === "bot" ? <IconRobot size={12} /> : undefined} />
      <div className={classes.body}>
        <header className={classes.header}>
          <h3 className={classes.author}>{author}</h3>
          <span className={classes.how}>
            {note ? (
              <span className={classes.lock}>
                <IconLock size={13} aria-hidden />
                <Trans>Internal note</Trans>
              </span>
            ) : message.direction === "in" ? (
              <span className={classes.address}>{message.author.email !== author && message.author.email}</span>
            ) : (
              <Trans>reply</Trans>
            )}
          </span>
          {message.badges.map((badge) => (
            <span key={badge} className={classes.badge}>
              <IconAlertCircle size={12} aria-hidden />
              {badgeName[badge] ? i18n._(badgeName[badge]) : badge}
            </span>
          ))}
          <Timestamp at={message.at} as="time" className={classes.when} />
        </header>
        <div className={classes.bubble}>
          <Words message={message} />
          <Attachments files={message.attachments} sent={message.held === null} />
        </div>
        {message.held && heldState(message)}
        {message.delivery && <DeliveryState delivery={message.delivery} />}
      </div>
    </article>
  );
}

function Words({ message }: { message: ThreadMessage }) {
  const images = useRemoteImages(message.id);
  if (!message.html) return <PlainWords message={message} />;
  return (
    <>
      {message.remote_images > 0 && !images.html && (
        <RemoteImages count={message.remote_images} loading={images.loading} onLoad={() => void images.load()} />
      )}
      <Suspense fallback={<PlainWords message={message} />}>
        <MessageHtml html={images.html ?? message.html} />
      </Suspense>
    </>
  );
}

function PlainWords({ message }: { message: ThreadMessage }) {
  const [unfolded, setUnfolded] = useState(false);
  return (
    <>
      <p className={classes.text}>{message.visible_text || message.text}</p>
      {message.quoted_text && (
        <>
          <Button
            size="compact-xs"
            variant="default"
            aria-expanded={unfolded}
            className={classes.fold}
            onClick={() => setUnfolded((on) => !on)}
          >
            {unfolded ? <Trans>Hide the quoted text</Trans> : <Trans>Show the quoted text</Trans>}
          </Button>
          {unfolded && <p className={classes.quoted}>{message.quoted_text}</p>}
        </>
      )}
    </>
  );
}
