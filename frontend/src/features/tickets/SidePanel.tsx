import { Trans, useLingui } from "@lingui/react/macro";
import { Anchor, Progress } from "@mantine/core";
import { IconChevronDown, IconLanguage, IconMail, IconMapPin, IconPhone } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import type { TicketDetail } from "@/api/tickets";
import { ChannelIcon } from "@/ui/ChannelIcon";
import { clockTime } from "@/ui/formats";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { PriorityMark } from "@/ui/PriorityMark";
import { SlaClock } from "@/ui/SlaChip";
import { StatusDot } from "@/ui/StatusDot";
import { slaState } from "@/ui/sla";
import { Timestamp } from "@/ui/Timestamp";
import { languageName, priorityName, statusName } from "@/ui/ticketWords";
import { serverNow, useMinute } from "@/ui/time";
import { useZone } from "@/ui/zone";
import { Participants } from "./Participants";
import { firstReply } from "./promises";
import classes from "./SidePanel.module.css";
import { SurveyAnswer } from "./SurveyAnswer";

/** Beside the conversation: the clock, the customer, the properties, what came before. */
export function SidePanel({ ticket }: { ticket: TicketDetail }) {
  const { i18n, t } = useLingui();
  return (
    <aside className={classes.panel} aria-label={t`Details`}>
      <Fold name="sla" title={t`Service level`}>
        <FirstReply ticket={ticket} />
      </Fold>
      <Fold name="customer" title={t`Customer`}>
        <Customer contact={ticket.contact} />
        <Participants ticket={ticket} />
        <SurveyAnswer ticketId={ticket.id} />
      </Fold>
      <Fold name="properties" title={t`Properties`}>
        <dl className={classes.properties}>
          <dt>
            <Trans>Status</Trans>
          </dt>
          <dd>
            <StatusDot status={ticket.status} /> {i18n._(statusName[ticket.status])}
          </dd>
          <dt>
            <Trans>Department</Trans>
          </dt>
          <dd>{ticket.department.name}</dd>
          <dt>
            <Trans>Priority</Trans>
          </dt>
          <dd>
            <PriorityMark priority={ticket.priority} /> {i18n._(priorityName[ticket.priority])}
          </dd>
          <dt>
            <Trans>Channel</Trans>
          </dt>
          <dd>
            <ChannelIcon channel={ticket.channel} size={15} named />
          </dd>
          <dt>
            <Trans>Opened</Trans>
          </dt>
          <dd>
            <Timestamp at={ticket.opened_at} as="moment" />
          </dd>
        </dl>
      </Fold>
      {ticket.recent_tickets.length > 0 && (
        <Fold name="recent" title={t`Recent tickets`}>
          <ul className={classes.recent}>
            {ticket.recent_tickets.map((one) => (
              <li key={one.id}>
                <Link to="/inbox/$view/$ticket" params={{ view: "all", ticket: one.id }}>
                  <span className={classes.number}>#{one.number}</span>
                  <span className={classes.subject}>{one.subject}</span>
                  <Timestamp at={one.opened_at} className={classes.when} />
                </Link>
              </li>
            ))}
          </ul>
        </Fold>
      )}
    </aside>
  );
}

const foldKey = (name: string) => `kvalita:fold:${name}`;

/** A section that folds and remembers it on this device. */
function Fold({ name, title, children }: { name: string; title: string; children: ReactNode }) {
  const [open, setOpen] = useState(() => localStorage.getItem(foldKey(name)) !== "closed");
  const toggle = () => {
    localStorage.setItem(foldKey(name), open ? "closed" : "open");
    setOpen(!open);
  };
  return (
    <section className={classes.section}>
      <h3>
        <button type="button" className={classes.heading} aria-expanded={open} onClick={toggle}>
          {title}
          <IconChevronDown size={15} aria-hidden />
        </button>
      </h3>
      {open && children}
    </section>
  );
}

function FirstReply({ ticket }: { ticket: TicketDetail }) {
  const { t } = useLingui();
  useMinute();
  const promised = firstReply(ticket);
  const state = slaState(promised, serverNow());
  if (state === "none")
    return (
      <p className={classes.quiet}>
        <Trans>No first reply is promised for this ticket.</Trans>
      </p>
    );
  const whole = Date.parse(promised.dueAt ?? "") - Date.parse(promised.startedAt ?? "");
  const spent = whole > 0 ? ((serverNow() - Date.parse(promised.startedAt ?? "")) / whole) * 100 : 100;
  const running = state === "ok" || state === "due" || state === "late";
  return (
    <>
      <div className={classes.clock}>
        <span>
          <Trans>First reply</Trans>
        </span>
        <SlaClock promised={promised} />
      </div>
      {running && (
        <Progress
          value={Math.min(100, spent)}
          size={4}
          color={state === "ok" ? "var(--sla-ok)" : state === "due" ? "var(--sla-due)" : "var(--sla-breach)"}
          aria-label={t`Time used of the first reply`}
        />
      )}
      {running && promised.dueAt && (
        <p className={classes.quiet}>
          <Trans>
            Due <Timestamp at={promised.dueAt} as="moment" />
          </Trans>
        </p>
      )}
    </>
  );
}

function Customer({ contact }: { contact: TicketDetail["contact"] }) {
  const { i18n } = useLingui();
  const zone = useZone();
  useMinute();
  const name = contact.name || contact.email;
  const localTime = contact.zone && clockTime(new Date(serverNow()), i18n.locale, contact.zone);
  return (
    <>
      <div className={classes.person}>
        <PersonAvatar name={name} size={40} />
        <strong>{name}</strong>
      </div>
      <ul className={classes.facts}>
        <li>
          <IconMail size={16} aria-hidden />
          <span>{contact.email}</span>
        </li>
        {contact.phone && (
          <li>
            <IconPhone size={16} aria-hidden />
            <Anchor href={`tel:${contact.phone.replace(/[^\d+]/g, "")}`} inherit>
              {contact.phone}
            </Anchor>
          </li>
        )}
        {contact.zone && contact.zone !== zone && (
          <li>
            <IconMapPin size={16} aria-hidden />
            <Trans>{localTime} local time</Trans>
          </li>
        )}
        {contact.language && (
          <li>
            <IconLanguage size={16} aria-hidden />
            {languageName[contact.language] ?? contact.language}
          </li>
        )}
      </ul>
    </>
  );
}
