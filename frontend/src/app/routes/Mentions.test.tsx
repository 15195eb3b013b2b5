import { screen, within } from "@testing-library/react";
import { expect, test } from "vitest";
import { aMessage, aTicket, aTicketDetail, conversation, listing, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

test("a number in the subject leads to its ticket", async () => {
  const ticket = aTicket({ subject: "Re: [#17] Router" });
  const other = {
    id: "7b0c2f6e-0000-4000-8000-000000000017",
    number: 17,
    subject: "Router",
    status: "solved" as const,
  };
  const detail = aTicketDetail({ ...ticket, mentions: [{ ...other, opened_at: "2026-11-18T09:00:00Z" }] } as never);
  server.use(listing(ticket), ...conversation(detail, aMessage()), ...surroundings());

  renderRoute(`/inbox/mine/${ticket.id}`);

  const mentions = (await screen.findByText("Mentions")).closest("p") as HTMLElement;
  expect(within(mentions).getByRole("link", { name: "#17" })).toHaveAttribute("href", `/inbox/all/${other.id}`);
});
