import { Trans } from "@lingui/react/macro";
import { IconLink } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import type { TicketDetail } from "@/api/tickets";
import classes from "./TicketHeader.module.css";

/** The tickets whose numbers stand in the subject: a number joins nothing, so this is the way there. */
export function Mentions({ tickets }: { tickets: TicketDetail["mentions"] }) {
  if (tickets.length === 0) return null;
  return (
    <p className={classes.mentions}>
      <IconLink size={14} aria-hidden />
      <Trans>Mentions</Trans>
      {tickets.map((one) => (
        <Link key={one.id} to="/inbox/$view/$ticket" params={{ view: "all", ticket: one.id }} title={one.subject}>
          #{one.number}
        </Link>
      ))}
    </p>
  );
}
