import { useNavigate, useParams, useSearch } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { TicketListPane } from "@/features/inbox/TicketListPane";
import { ViewsColumn } from "@/features/inbox/ViewsColumn";
import { openPalette } from "../shell/paletteStore";
import classes from "./InboxPage.module.css";
import { NoTicketChosen } from "./NoTicketChosen";

const loadTicketPane = () => import("./TicketPane");
const TicketPane = lazy(() => loadTicketPane().then((module) => ({ default: module.TicketPane })));

const FIRST_VIEW = "mine";

/** Views, list, conversation, details: four columns on a desk, one at a time on a phone. */
export function InboxPage() {
  const navigate = useNavigate();
  const { view = FIRST_VIEW, ticket } = useParams({ strict: false });
  const { department, q } = useSearch({ from: "/inbox/$view" });
  const search = { department, q };
  const [order, setOrder] = useState<readonly string[]>([]);

  // The conversation is not needed to read the list; it comes while the list is being read.
  useEffect(() => void loadTicketPane(), []);

  const open = (id: string) => void navigate({ to: "/inbox/$view/$ticket", params: { view, ticket: id }, search });
  const back = () => void navigate({ to: "/inbox/$view", params: { view }, search });
  const next = () => {
    const following = order[order.indexOf(ticket ?? "") + 1];
    if (following) open(following);
    else back();
  };

  return (
    <div className={classes.columns}>
      <div className={classes.views}>
        <ViewsColumn view={view} department={department} onSearch={openPalette} />
      </div>
      <TicketListPane
        key={`${view} ${department ?? ""} ${q ?? ""}`}
        view={view}
        department={department}
        words={q}
        openId={ticket}
        onOpen={open}
        onRows={setOrder}
        onClearSearch={() => void navigate({ to: "/inbox/$view", params: { view }, search: { department } })}
      />
      {ticket ? (
        <Suspense fallback={<div className={classes.coming} />}>
          <TicketPane key={ticket} ticketId={ticket} onBack={back} onNext={next} />
        </Suspense>
      ) : (
        <NoTicketChosen onOpen={open} />
      )}
    </div>
  );
}
