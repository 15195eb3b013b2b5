import { Trans, useLingui } from "@lingui/react/macro";
import { IconArrowBackUp, IconHeadphones, IconUserCheck } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { Alert } from "@/api/generated/types.gen";
import { Timestamp } from "@/ui/Timestamp";
import classes from "./Alerts.module.css";

const ICONS = { assigned: IconUserCheck, answered: IconArrowBackUp, reviewed: IconHeadphones };

/** What happened to this person's own work, newest first; each line leads there. */
export function AlertsForMe({ alerts, onFollow }: { alerts: readonly Alert[]; onFollow: () => void }) {
  if (alerts.length === 0) return null;
  return (
    <section>
      <h3 className={classes.heading}>
        <Trans>Your work</Trans>
      </h3>
      <ul>
        {alerts.map((alert) => (
          <Line key={alert.id} alert={alert} onFollow={onFollow} />
        ))}
      </ul>
    </section>
  );
}

function Line({ alert, onFollow }: { alert: Alert; onFollow: () => void }) {
  const Icon = ICONS[alert.kind];
  return (
    <li className={classes.item} data-new={!alert.seen || undefined}>
      <Icon size={16} aria-hidden />
      <span className={classes.words}>
        <Target alert={alert} onFollow={onFollow} />
        <span className={classes.what}>
          <What alert={alert} /> · <Timestamp at={alert.at} className={classes.when} />
        </span>
      </span>
    </li>
  );
}

function Target({ alert: { ticket, review_id }, onFollow }: { alert: Alert; onFollow: () => void }) {
  const { t } = useLingui();
  if (ticket)
    return (
      <Link
        to="/inbox/$view/$ticket"
        params={{ view: "all", ticket: ticket.id }}
        className={classes.target}
        onClick={onFollow}
      >
        #{ticket.number} {ticket.subject}
      </Link>
    );
  return (
    <Link
      to="/quality/reviews/$review"
      params={{ review: review_id ?? "" }}
      className={classes.target}
      onClick={onFollow}
    >
      {t`A review of your work`}
    </Link>
  );
}

function What({ alert: { kind, who } }: { alert: Alert }) {
  if (kind === "answered") return <Trans>{who} wrote again</Trans>;
  if (kind === "reviewed") return <Trans>by {who}</Trans>;
  return who ? <Trans>{who} assigned it to you</Trans> : <Trans>assigned to you</Trans>;
}
