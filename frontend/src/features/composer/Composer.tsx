import { Trans, useLingui } from "@lingui/react/macro";
import { Button, Menu, SegmentedControl } from "@mantine/core";
import { IconAlertTriangle, IconCheck, IconLock, IconSelector } from "@tabler/icons-react";
import { useCallback, useEffect, useRef, useState } from "react";
import type { TicketDetail, TicketRow } from "@/api/tickets";
import { Keys } from "@/ui/Keys";
import { StatusDot } from "@/ui/StatusDot";
import { useShortcuts } from "@/ui/shortcuts";
import { statusName } from "@/ui/ticketWords";
import { useOnline } from "@/ui/useOnline";
import classes from "./Composer.module.css";
import { DraftSaved } from "./DraftSaved";
import { Editor } from "./Editor";
import type { useDraft } from "./useDraft";
import type { useSend } from "./useSend";

const AFTER_SENDING: readonly TicketRow["status"][] = ["pending", "on_hold", "open", "solved"];

type Props = {
  ticket: TicketDetail;
  draft: ReturnType<typeof useDraft>;
  sending: ReturnType<typeof useSend>;
  /** Called when a reply went out that ended the ticket. */
  onSolved: () => void;
};

/** Where answers are written: to the customer, or amber to colleagues, so that nobody mistakes one for the other. */
export function Composer({ ticket, draft, sending, onSolved }: Props) {
  const { t, i18n } = useLingui();
  const online = useOnline();
  const { words, change, saving, loads } = draft;
  const [thenStatus, setThenStatus] = useState<TicketRow["status"]>("pending");
  const focus = useRef<() => void>(() => {});
  const onReady = useCallback((ready: () => void) => {
    focus.current = ready;
  }, []);
  const form = useRef<HTMLFormElement>(null);
  const note = words.kind === "note";
  const nothing = words.text.trim() === "";
  const mayReply = ticket.abilities.reply;

  const write = (kind: "reply" | "note") => {
    change({ kind });
    focus.current();
  };
  const submit = async () => {
    if (nothing) return;
    const outcome = await sending.send(note ? null : thenStatus);
    if (outcome === "taken" && !note && thenStatus === "solved") onSolved();
  };
  useShortcuts([
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
  const statusAfter = i18n._(statusName[thenStatus]);
  return (
    <form
      ref={form}
      className={classes.composer}
      data-note={note || undefined}
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
        onChange={change}
        label={note ? t`Text of the note` : t`Text of the reply`}
        placeholder={note ? t`Write to your colleagues…` : t`Write an answer…`}
        lang={note ? undefined : ticket.language || undefined}
        onReady={onReady}
      />
      <div className={classes.bottom}>
        <span className={classes.space} />
        {!note && (
          <Menu position="top-end" width={200}>
            <Menu.Target>
              <Button
                variant="default"
                className={classes.status}
                aria-label={t`Status after sending: ${statusAfter}`}
                leftSection={<StatusDot status={thenStatus} />}
                rightSection={<IconSelector size={14} aria-hidden />}
              >
                {i18n._(statusName[thenStatus])}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>
                <Trans>Status after sending</Trans>
              </Menu.Label>
              {AFTER_SENDING.map((status) => (
                <Menu.Item
                  key={status}
                  aria-current={status === thenStatus}
                  leftSection={<StatusDot status={status} />}
                  rightSection={status === thenStatus && <IconCheck size={16} aria-hidden />}
                  onClick={() => setThenStatus(status)}
                >
                  {i18n._(statusName[status])}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
        <Button type="submit" disabled={nothing} className={classes.send}>
          <span className={classes.verb}>
            {!online ? <Trans>Send when online</Trans> : note ? <Trans>Add note</Trans> : <Trans>Send</Trans>}
            <span className={classes.keys} aria-hidden>
              <Keys keys="$mod+Enter" />
            </span>
          </span>
        </Button>
      </div>
    </form>
  );
}
