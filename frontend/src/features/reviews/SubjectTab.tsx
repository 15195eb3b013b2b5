import { Trans, useLingui } from "@lingui/react/macro";
import { Link } from "@tanstack/react-router";
import type { Call, TicketDetail } from "@/api/generated/types.gen";
import { Duration } from "@/ui/Duration";
import { Timestamp } from "@/ui/Timestamp";
import { statusName } from "@/ui/ticketWords";
import classes from "./SubjectTab.module.css";

/** The facts around the work, without the customer's rating: the reviewer must not be led by it. */
export function SubjectTab({ ticket, call }: { ticket: TicketDetail | null; call: Call | null }) {
  return (
    <div className={classes.facts}>
      {ticket && <TicketFacts ticket={ticket} />}
      {call && <CallFacts call={call} />}
    </div>
  );
}

function TicketFacts({ ticket }: { ticket: TicketDetail }) {
  const { i18n } = useLingui();
  return (
    <dl>
      <dt>
        <Trans>Ticket</Trans>
      </dt>
      <dd>
        <Link to="/inbox/$view/$ticket" params={{ view: "all", ticket: ticket.id }}>
          #{ticket.number} {ticket.subject}
        </Link>
      </dd>
      <dt>
        <Trans>Status</Trans>
      </dt>
      <dd>{i18n._(statusName[ticket.status])}</dd>
      <dt>
        <Trans>Customer</Trans>
      </dt>
      <dd>{ticket.contact.name}</dd>
      <dt>
        <Trans>Opened</Trans>
      </dt>
      <dd>
        <Timestamp at={ticket.opened_at} as="moment" />
      </dd>
      {ticket.first_responded_at && (
        <>
          <dt>
            <Trans>First reply</Trans>
          </dt>
          <dd>
            <Timestamp at={ticket.first_responded_at} as="moment" />
          </dd>
        </>
      )}
    </dl>
  );
}

function CallFacts({ call }: { call: Call }) {
  return (
    <dl>
      <dt>
        <Trans>Caller</Trans>
      </dt>
      <dd>{call.contact?.name ?? call.caller}</dd>
      <dt>
        <Trans>Waited</Trans>
      </dt>
      <dd>
        <Duration seconds={call.wait_seconds} />
      </dd>
      <dt>
        <Trans>Talked</Trans>
      </dt>
      <dd>
        <Duration seconds={call.talk_seconds} />
      </dd>
      {call.legs.map((leg) => (
        <LegFacts key={`${leg.agent_name} ${leg.rang_at}`} leg={leg} />
      ))}
    </dl>
  );
}

function LegFacts({ leg }: { leg: Call["legs"][number] }) {
  return (
    <>
      <dt>{leg.agent_name}</dt>
      <dd>
        <Trans>
          talk <Duration seconds={leg.talk_seconds} />, hold <Duration seconds={leg.hold_seconds} />, wrap-up{" "}
          <Duration seconds={leg.wrap_seconds} />
        </Trans>
      </dd>
    </>
  );
}
