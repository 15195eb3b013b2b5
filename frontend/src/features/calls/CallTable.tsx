import { Trans, useLingui } from "@lingui/react/macro";
import { IconPhoneIncoming, IconPhoneOutgoing, IconPlayerPlay, IconX } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { CallRow, ReviewRow } from "@/api/generated/types.gen";
import { Duration } from "@/ui/Duration";
import { PersonAvatar } from "@/ui/PersonAvatar";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./CallTable.module.css";
import { OutcomeLabel } from "./OutcomeLabel";

type CallTableProps = { calls: readonly CallRow[]; scores: ReadonlyMap<string, ReviewRow> };

export function CallTable({ calls, scores }: CallTableProps) {
  const { t } = useLingui();
  return (
    <div className={classes.scroll}>
      <table className={classes.table} aria-label={t`Calls`}>
        <thead>
          <tr>
            <th scope="col">
              <Trans>Customer</Trans>
            </th>
            <th scope="col">
              <Trans>When</Trans>
            </th>
            <th scope="col">
              <Trans>Agent</Trans>
            </th>
            <th scope="col">
              <Trans>Department</Trans>
            </th>
            <th scope="col" data-number>
              <Trans>Waited</Trans>
            </th>
            <th scope="col" data-number>
              <Trans>Connected</Trans>
            </th>
            <th scope="col" data-number>
              <Trans>Recording</Trans>
            </th>
            <th scope="col">
              <Trans>Outcome</Trans>
            </th>
            <th scope="col">
              <Trans>Ticket</Trans>
            </th>
            <th scope="col" data-number>
              <Trans>Score</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {calls.map((call) => (
            <CallLine key={call.id} call={call} review={scores.get(call.id)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function CallLine({ call, review }: { call: CallRow; review: ReviewRow | undefined }) {
  const { t } = useLingui();
  const incoming = call.direction === "in";
  const Direction = incoming ? IconPhoneIncoming : IconPhoneOutgoing;
  const who = call.contact?.name ?? (call.caller || t`number withheld`);
  return (
    <tr>
      <th scope="row">
        <Link to="/calls/$call" params={{ call: call.id }} className={classes.customer}>
          <Direction size={16} aria-label={incoming ? t`Incoming` : t`Outgoing`} />
          <span>{who}</span>
        </Link>
      </th>
      <td>
        <Timestamp at={call.started_at} as="moment" />
      </td>
      <td>
        {call.agent_name ? (
          <span className={classes.agent}>
            <PersonAvatar name={call.agent_name} size={24} />
            {call.agent_name}
          </span>
        ) : (
          "–"
        )}
      </td>
      <td>{call.department.name}</td>
      <td data-number>
        <Duration seconds={call.wait_seconds} as="play" />
      </td>
      <td data-number>
        <Duration seconds={call.connected_seconds} as="play" />
      </td>
      <td data-number>
        {call.has_recording ? (
          <span className={classes.recording}>
            <IconPlayerPlay size={14} aria-label={t`has a recording`} />
            <Duration seconds={call.recording_seconds} as="play" />
          </span>
        ) : (
          "–"
        )}
      </td>
      <td>
        <OutcomeLabel call={call} />
      </td>
      <td>
        {call.ticket ? (
          <Link to="/inbox/$view/$ticket" params={{ view: "all", ticket: call.ticket.id }} className={classes.ticket}>
            #{call.ticket.number}
          </Link>
        ) : (
          "–"
        )}
      </td>
      <td data-number>{review ? <CallScore review={review} /> : "–"}</td>
    </tr>
  );
}

/** What a reviewer made of it; the word says what the colour does. */
function CallScore({ review }: { review: ReviewRow }) {
  const { i18n, t } = useLingui();
  if (review.final_percent === null) return "–";
  const percent = `${i18n.number(review.final_percent, { maximumFractionDigits: 1 })}\u00a0%`;
  return (
    <Link
      to="/quality/reviews/$review"
      params={{ review: review.id }}
      className={classes.ticket}
      data-failed={review.passed === false || undefined}
      aria-label={review.passed === false ? t`Score ${percent}, not passed` : t`Score ${percent}`}
    >
      {review.passed === false && <IconX size={13} aria-hidden="true" />}
      {percent}
    </Link>
  );
}
