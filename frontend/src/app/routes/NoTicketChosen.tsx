import { Trans, useLingui } from "@lingui/react/macro";
import { IconInbox } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { ticketsListOptions } from "@/api/generated/@tanstack/react-query.gen";
import { EmptyState } from "@/ui/EmptyState";
import { Keys } from "@/ui/Keys";
import { SlaChip } from "@/ui/SlaChip";
import classes from "./NoTicketChosen.module.css";

const MOST_URGENT = 3;

/** Nothing is open yet: how to move, and the three tickets that are most urgent. */
export function NoTicketChosen({ onOpen }: { onOpen: (id: string) => void }) {
  const { t } = useLingui();
  const due = useQuery({ ...ticketsListOptions({ query: { view: "due" } }), staleTime: 30_000 });
  const urgent = (due.data?.results ?? []).slice(0, MOST_URGENT);

  return (
    <section className={classes.pane} aria-label={t`Conversation`}>
      <EmptyState
        icon={<IconInbox size={22} />}
        title={t`Choose a ticket`}
        hint={
          <span className={classes.keys}>
            <Trans>
              <Keys keys="j" /> <Keys keys="k" /> move, <Keys keys="Enter" /> opens, <Keys keys="[Shift]+?" /> shows all
              keys
            </Trans>
          </span>
        }
      />
      {urgent.length > 0 && (
        <div className={classes.urgent}>
          <h2>
            <Trans>Most urgent now</Trans>
          </h2>
          <ul>
            {urgent.map((ticket) => (
              <li key={ticket.id}>
                <button type="button" onClick={() => onOpen(ticket.id)}>
                  <span className={classes.number}>#{ticket.number}</span>
                  <span className={classes.subject}>{ticket.subject}</span>
                  <SlaChip
                    promised={{
                      dueAt: ticket.first_response_due_at,
                      startedAt: ticket.opened_at,
                      stoppedAt: ticket.first_responded_at,
                    }}
                  />
                </button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </section>
  );
}
