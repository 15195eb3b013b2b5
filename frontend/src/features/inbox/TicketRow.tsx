import { useLingui } from "@lingui/react/macro";
import { IconCheck, IconPencil } from "@tabler/icons-react";
import { memo } from "react";
import type { TicketRow as Row } from "@/api/tickets";
import { useCompany } from "@/live/useCompany";
import { ChannelIcon } from "@/ui/ChannelIcon";
import { doingWords, Faces } from "@/ui/Faces";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { SlaChip } from "@/ui/SlaChip";
import { slaState } from "@/ui/sla";
import { Timestamp } from "@/ui/Timestamp";
import { statusName } from "@/ui/ticketWords";
import { serverNow, useMinute } from "@/ui/time";
import classes from "./TicketRow.module.css";

const ENDED: readonly string[] = ["solved", "closed"];

const promisedOf = (ticket: Row) => ({
  dueAt: ticket.first_responded_at === null && !ENDED.includes(ticket.status) ? ticket.first_response_due_at : null,
  startedAt: ticket.opened_at,
  stoppedAt: null,
});

/** One ticket in the list: who, since when, what, the first words, and what its clock says. */
export const TicketRow = memo(function TicketRow({ ticket, me }: { ticket: Row; me: string }) {
  const { i18n, t } = useLingui();
  useMinute();
  const promised = promisedOf(ticket);
  const ended = ENDED.includes(ticket.status);
  const people = useCompany(`ticket.${ticket.id}`, me);
  const writing = people.find((one) => one.doing !== "viewing");

  return (
    <div
      className={classes.row}
      data-unread={ticket.unread || undefined}
      data-sla={slaState(promised, serverNow())}
      data-ended={ended || undefined}
    >
      <span className={classes.pick} data-pick>
        <PersonAvatar
          name={ticket.contact.name || ticket.contact.email}
          badge={<ChannelIcon channel={ticket.channel} />}
        />
        <span className={classes.check} aria-hidden>
          <IconCheck size={14} stroke={3} />
        </span>
      </span>
      <div className={classes.words}>
        <div className={classes.line}>
          <span className={classes.who}>{ticket.contact.name || ticket.contact.email}</span>
          {ticket.has_draft && (
            <span className={classes.mark} title={t`You have a draft here`}>
              <IconPencil size={14} role="img" aria-label={t`You have a draft here`} />
            </span>
          )}
          <Timestamp at={ticket.last_message_at} className={classes.when} />
        </div>
        <div className={classes.subject}>{ticket.subject}</div>
        <div className={classes.line}>
          {writing ? (
            <span className={classes.preview} data-writing>
              {doingWords(writing)}
            </span>
          ) : (
            <span className={classes.preview}>{ticket.preview}</span>
          )}
          <Faces people={people} />
          {ended || ticket.status === "on_hold" || ticket.status === "pending" ? (
            <span className={classes.status}>{i18n._(statusName[ticket.status])}</span>
          ) : null}
          <SlaChip promised={promised} />
        </div>
      </div>
    </div>
  );
});
