import { Trans, useLingui } from "@lingui/react/macro";
import { Button, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconLock } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { TicketDetail, TicketRow } from "@/api/tickets";
import { typingHere } from "@/live/useCompany";
import { Keys } from "@/ui/Keys";
import { useShortcuts } from "@/ui/shortcuts";
import { useOnline } from "@/ui/useOnline";
import { AttachButton, FileInput } from "./AttachButton";
import classes from "./Composer.module.css";
import { DraftSaved } from "./DraftSaved";
import { Editor } from "./Editor";
import { FileChips, FilesWaiting } from "./FileChips";
import { StatusAfter } from "./StatusAfter";
import { isEmpty, type useDraft } from "./useDraft";
import { useDropped } from "./useDropped";
import { useFiles } from "./useFiles";
import type { useSend } from "./useSend";

type Props = {
  ticket: TicketDetail;
  draft: ReturnType<typeof useDraft>;
  sending: ReturnType<typeof useSend>;
  /** Takes back what was sent last; undefined when it is too late or there is nothing. */
  onUndo: (() => void) | undefined;
  /** Called when a reply went out that ended the ticket. */
  onSolved: () => void;
};

/** Where answers are written: to the customer, or amber to colleagues, so that nobody mistakes one for the other. */
export function Composer({ ticket, draft, sending, onUndo, onSolved }: Props) {
  const { t } = useLingui();
  const online = useOnline();
  const { words, change, saving, loads } = draft;
  const [thenStatus, setThenStatus] = useState<TicketRow["status"]>("pending");
  const form = useRef<HTMLFormElement>(null);
  const input = useRef<HTMLInputElement>(null);
  const focus = useRef<() => void>(() => {});
  const onReady = useCallback((ready: () => void) => {
    focus.current = ready;
  }, []);
  const note = words.kind === "note";
  const files = useFiles(ticket.id, draft);
  const over = useDropped(form, files.add);
  const [waiting, setWaiting] = useState(false);
  const nothing = isEmpty(words) && files.sending === 0;
  const mayReply = ticket.abilities.reply;

  const write = (kind: "reply" | "note") => {
    change({ kind });
    focus.current();
  };
  const submit = async () => {
    const ready = files.sending === 0 && files.failed === 0;
    setWaiting(files.sending > 0 && !nothing);
    if (nothing || !ready) return;
    const outcome = await sending.send(note ? null : thenStatus);
    if (outcome === "taken" && !note && thenStatus === "solved") onSolved();
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: once the last file is there, and not for what is typed
  useEffect(() => {
    if (waiting && files.sending === 0) void submit();
  }, [waiting, files.sending]);
  useShortcuts([
    {
      keys: "$mod+z",
      name: t`Undo sending`,
      group: t`Ticket`,
      palette: true,
      run: () => onUndo?.(),
      disabled: !onUndo || !nothing, // while something is written the keys belong to the editor
    },
    { keys: "r", name: t`Reply`, group: t`Ticket`, palette: true, run: () => write("reply"), disabled: !mayReply },
    {
      keys: "n",
      name: t`Write an internal note`,
      group: t`Ticket`,
      palette: true,
      run: () => write("note"),
      disabled: !ticket.abilities.note,
    },
  ]);
  useEffect(() => {
    const box = form.current;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
      event.preventDefault();
      event.stopPropagation();
      box?.requestSubmit();
    };
    box?.addEventListener("keydown", onKey, true);
    return () => box?.removeEventListener("keydown", onKey, true);
  }, []);

  if (!mayReply && !ticket.abilities.note)
    return (
      <p className={classes.closed}>
        <IconLock size={15} aria-hidden />
        <Trans>You may read this ticket. People of its department may answer it.</Trans>
      </p>
    );

  const address = ticket.contact.email;
  const lost = draft.lost.join(", ");
  return (
    <form
      ref={form}
      className={classes.composer}
      data-note={note || undefined}
      data-over={over || undefined}
      aria-label={note ? t`Internal note` : t`Reply`}
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      {sending.conflict && (
        <p className={classes.conflict} role="alert">
          <IconAlertTriangle size={15} aria-hidden />
          {sending.conflict === "newer_messages" ? (
            <Trans>Something newer was written meanwhile. Read it above; sending again will send.</Trans>
          ) : (
            <Trans>The ticket was changed meanwhile. Look above; sending again will send.</Trans>
          )}
        </p>
      )}
      <div className={classes.top}>
        <SegmentedControl
          value={words.kind}
          onChange={(kind) => write(kind as "reply" | "note")}
          aria-label={t`What to write`}
          data={[
            { value: "reply", label: t`Reply`, disabled: !mayReply },
            { value: "note", label: t`Internal note` },
          ]}
        />
        <span className={classes.to}>
          {note ? (
            <>
              <IconLock size={13} aria-hidden />
              <Trans>Only colleagues see this</Trans>
            </>
          ) : (
            <Trans>
              To <strong>{address}</strong>
            </Trans>
          )}
        </span>
        <DraftSaved saving={saving} />
      </div>
      <Editor
        key={loads}
        text={words.text}
        html={words.html}
        onChange={(typed) => {
          typingHere(words.kind);
          change(typed);
        }}
        label={note ? t`Text of the note` : t`Text of the reply`}
        placeholder={note ? t`Write to your colleagues…` : t`Write an answer…`}
        lang={note ? undefined : ticket.language || undefined}
        tools={<AttachButton input={input} />}
        onReady={onReady}
      />
      <FileInput input={input} onFiles={files.add} />
      {over && (
        <p className={classes.drop} aria-hidden>
          <Trans>Drop the files here to attach them</Trans>
        </p>
      )}
      <FileChips files={files} />
      <FilesWaiting files={files} waiting={waiting} />
      {draft.lost.length > 0 && (
        <p className={classes.lost} role="alert">
          <Trans>No longer there: {lost}. Attach it again if it is needed.</Trans>
        </p>
      )}
      <div className={classes.bottom}>
        <span className={classes.space} />
        {!note && <StatusAfter value={thenStatus} onChange={setThenStatus} />}
        <Button type="submit" disabled={nothing} className={classes.send}>
          <span className={classes.verb}>
            {waiting && files.sending > 0 ? (
              <Trans>Waiting for files</Trans>
            ) : !online ? (
              <Trans>Send when online</Trans>
            ) : note ? (
              <Trans>Add note</Trans>
            ) : (
              <Trans>Send</Trans>
            )}
            <span className={classes.keys} aria-hidden>
              <Keys keys="$mod+Enter" />
            </span>
          </span>
        </Button>
      </div>
    </form>
  );
}
