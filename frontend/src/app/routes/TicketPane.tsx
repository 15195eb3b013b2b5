import { useLingui } from "@lingui/react/macro";
import { useLocalStorage, useMediaQuery } from "@mantine/hooks";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useState } from "react";
import { ticketsRetrieveOptions } from "@/api/generated/@tanstack/react-query.gen";
import type { ThreadMessage, TicketDetail } from "@/api/tickets";
import { useMarkUnread } from "@/api/useMarkUnread";
import { useMe } from "@/api/useMe";
import { Composer } from "@/features/composer/Composer";
import { HeldState } from "@/features/composer/HeldState";
import { UnsentItem } from "@/features/composer/UnsentItem";
import { useDraft } from "@/features/composer/useDraft";
import { useHeld } from "@/features/composer/useHeld";
import { useSend } from "@/features/composer/useSend";
import { ReviewThisButton } from "@/features/reviews/ReviewThisButton";
import { WaitingParticipants } from "@/features/tickets/Participants";
import { SidePanel } from "@/features/tickets/SidePanel";
import { Thread } from "@/features/tickets/Thread";
import { ThreadSkeleton } from "@/features/tickets/ThreadSkeleton";
import { type HeaderMenu, TicketHeader } from "@/features/tickets/TicketHeader";
import { useThread } from "@/features/tickets/useThread";
import { useTicketActions } from "@/features/tickets/useTicketActions";
import { useBeingHere } from "@/live/useCompany";
import { ErrorState } from "@/ui/ErrorState";
import { useShortcuts } from "@/ui/shortcuts";
import classes from "./TicketPane.module.css";

const DetailsDrawer = lazy(() =>
  import("@/features/tickets/DetailsDrawer").then((module) => ({ default: module.DetailsDrawer })),
);

type Props = { ticketId: string; onBack: () => void; onNext: () => void };

/** One ticket: header, conversation, composer, and the panel beside them. */
export function TicketPane({ ticketId, onBack, onNext }: Props) {
  const { t } = useLingui();
  const ticket = useQuery(ticketsRetrieveOptions({ path: { public_id: ticketId } }));

  if (ticket.data) return <OpenTicket ticket={ticket.data} onBack={onBack} onNext={onNext} />;
  return (
    <section className={classes.pane} aria-label={t`Conversation`}>
      {ticket.isError ? <ErrorState error={ticket.error} onRetry={() => void ticket.refetch()} /> : <ThreadSkeleton />}
    </section>
  );
}

function OpenTicket({ ticket, onBack, onNext }: Omit<Props, "ticketId"> & { ticket: TicketDetail }) {
  const { t } = useLingui();
  const me = useMe();
  const wide = useMediaQuery("(min-width: 1024px)", true) ?? true;
  const [panelKept, setPanelKept] = useLocalStorage({ key: "kvalita:panel", defaultValue: true });
  const [drawerOpen, setDrawerOpen] = useState(false);
  const [menu, setMenu] = useState<HeaderMenu>(null);
  const thread = useThread(ticket.id);
  useBeingHere(`ticket.${ticket.id}`);
  const actions = useTicketActions(ticket);
  const draft = useDraft(ticket.id);
  const sending = useSend(ticket, draft, thread.lastShownId);
  const navigate = useNavigate();
  const { mine, undo } = useHeld(ticket, draft, thread.items, () =>
    navigate({ to: "/inbox/$view/$ticket", params: { view: "all", ticket: ticket.id } }),
  );
  const heldState = (message: ThreadMessage) =>
    message.held && (
      <HeldState held={message.held} onUndo={message.author.id === me.id ? () => void undo(message.id) : undefined} />
    );
  const ended = ticket.status === "solved" || ticket.status === "closed";

  const togglePanel = () => (wide ? setPanelKept((on) => !on) : setDrawerOpen((on) => !on));
  const solve = () => {
    actions.solve();
    onNext();
  };
  const markUnread = useMarkUnread();
  const leaveUnread = () => {
    onBack();
    markUnread(ticket.id);
  };
  const may = ticket.abilities;
  const group = t`Ticket`;
  useShortcuts([
    { keys: "a", name: t`Assign`, group, palette: true, run: () => setMenu("assign"), disabled: !may.assign },
    {
      keys: "Shift+a",
      name: t`Take it myself`,
      group,
      palette: true,
      run: () => actions.assign({ id: me.id, name: me.name }),
      disabled: !may.assign || ticket.assignee?.id === me.id,
    },
    { keys: "s", name: t`Change status`, group, palette: true, run: () => setMenu("status"), disabled: !may.edit },
    { keys: "p", name: t`Change priority`, group, palette: true, run: () => setMenu("priority"), disabled: !may.edit },
    {
      keys: "d",
      name: t`Move to a department`,
      group,
      palette: true,
      run: () => setMenu("department"),
      disabled: !may.edit,
    },
    { keys: "u", name: t`Mark as unread`, group, palette: true, run: leaveUnread },
    { keys: "e", name: t`Solve`, group, palette: true, run: solve, disabled: !may.solve || ended },
    { keys: "]", name: t`Show or hide details`, group, run: togglePanel },
    { keys: "Escape", name: t`Back to the list`, group, run: onBack },
  ]);

  return (
    <>
      <section className={classes.pane} aria-label={t`Conversation`}>
        <TicketHeader
          ticket={ticket}
          actions={actions}
          menu={menu}
          onMenu={setMenu}
          panelOpen={wide ? panelKept : drawerOpen}
          onPanel={togglePanel}
          onBack={onBack}
          onSolve={solve}
          action={ended && <ReviewThisButton subject={{ kind: "ticket", id: ticket.id }} agent={ticket.assignee} />}
        />
        <Thread ticket={ticket} thread={thread} heldState={heldState}>
          {sending.unsent.map((entry) => (
            <UnsentItem
              key={entry.key}
              entry={entry}
              onRetry={() => void sending.retry(entry)}
              onEdit={() => sending.edit(entry)}
            />
          ))}
        </Thread>
        <WaitingParticipants ticket={ticket} />
        <Composer
          ticket={ticket}
          draft={draft}
          sending={sending}
          onUndo={mine && (() => void undo(mine.id))}
          onSolved={onNext}
        />
      </section>
      {wide && panelKept && <SidePanel ticket={ticket} />}
      {!wide && (
        <Suspense>
          <DetailsDrawer ticket={ticket} opened={drawerOpen} onClose={() => setDrawerOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
