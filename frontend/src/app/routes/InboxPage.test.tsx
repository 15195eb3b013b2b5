import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { delay, HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import type { TicketsSolveData } from "@/api/generated/types.gen";
import { aMessage, aTicket, aTicketDetail, BILLING, conversation, listing, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { liveLink, server } from "@/testing/server";

const SECOND = "7b0c2f6e-0000-4000-8000-000000000002";

beforeEach(() => server.use(...surroundings()));

test("an empty view says why it is empty", async () => {
  server.use(listing());

  renderRoute("/inbox/mine");

  expect(await screen.findByRole("heading", { name: "All done" })).toBeVisible();
});

test("the list shows who, what and the first words, and a ticket opens beside it", async () => {
  const ticket = aTicket();
  server.use(listing(ticket), ...conversation(aTicketDetail(ticket as never), aMessage()));
  const { router } = renderRoute("/inbox/mine");

  await userEvent.click(await screen.findByRole("option", { name: /Grace Okafor.*Refund/ }));

  expect(await screen.findByText("Where is my refund?")).toBeVisible();
  expect(router.state.location.pathname).toBe(`/inbox/mine/${ticket.id}`);
});

test("a new ticket waits behind a bar and slips in only when asked for", async () => {
  server.use(listing(aTicket({ subject: "Old one" })));
  renderRoute("/inbox/mine");
  await screen.findByRole("option", { name: /Old one/ });

  server.use(listing(aTicket({ id: SECOND, subject: "Brand new" }), aTicket({ subject: "Old one" })));
  await waitFor(() => expect(liveLink.clients.size).toBeGreaterThan(0));
  liveLink.broadcast(JSON.stringify({ type: "changed", topic: `inbox.${BILLING.id}`, version: 2 }));

  const bar = await screen.findByRole("button", { name: "Show 1 new ticket" });
  expect(screen.queryByText("Brand new")).toBeNull();
  await userEvent.click(bar);
  expect(await screen.findByText("Brand new")).toBeVisible();
});

test("the bar appears also when the same look changed a row that is already shown", async () => {
  const shown = aTicket({ subject: "Old one", preview: "before" });
  server.use(listing(shown));
  renderRoute("/inbox/mine");
  await screen.findByText("before");

  server.use(listing({ ...shown, preview: "after", version: 2 }, aTicket({ id: SECOND, subject: "Brand new" })));
  await waitFor(() => expect(liveLink.clients.size).toBeGreaterThan(0));
  liveLink.broadcast(JSON.stringify({ type: "changed", topic: `inbox.${BILLING.id}`, version: 2 }));

  expect(await screen.findByText("after")).toBeVisible();
  expect(await screen.findByRole("button", { name: "Show 1 new ticket" })).toBeVisible();
  expect(screen.queryByText("Brand new")).toBeNull();
});

test("a new ticket far down the list is brought into sight, marked, and where the keys go on", async () => {
  vi.spyOn(Element.prototype, "scrollHeight", "get").mockReturnValue(50 * 86);
  vi.spyOn(Element.prototype, "scrollTo").mockImplementation(function (this: Element, ...given: unknown[]) {
    this.scrollTop = (given[0] as ScrollToOptions).top ?? 0;
    this.dispatchEvent(new Event("scroll"));
  });
  const many = Array.from({ length: 49 }, (_, index) =>
    aTicket({ id: `7b0c2f6e-0000-4000-8000-0000000001${String(index).padStart(2, "0")}`, subject: `Due ${index}` }),
  );
  server.use(listing(...many));
  renderRoute("/inbox/mine");
  await screen.findByRole("option", { name: /Due 0/ });

  server.use(listing(...many.slice(0, 40), aTicket({ id: SECOND, subject: "Brand new" }), ...many.slice(40)));
  await waitFor(() => expect(liveLink.clients.size).toBeGreaterThan(0));
  liveLink.broadcast(JSON.stringify({ type: "changed", topic: `inbox.${BILLING.id}`, version: 2 }));
  await userEvent.click(await screen.findByRole("button", { name: "Show 1 new ticket" }));

  const row = await screen.findByRole("option", { name: /Brand new/ });
  expect(row).toHaveAttribute("data-arrived", "true");
  expect(row).toHaveAttribute("aria-posinset", "41");
  const list = screen.getByRole("listbox", { name: "Tickets" });
  expect(list).toHaveFocus();
  expect(list).toHaveAttribute("aria-activedescendant", row.id);
});

test("a row already shown takes its new words without moving", async () => {
  const first = aTicket({ subject: "First" });
  const second = aTicket({ id: SECOND, subject: "Second", preview: "before" });
  server.use(listing(first, second));
  renderRoute("/inbox/mine");
  await screen.findByText("before");

  server.use(listing({ ...second, preview: "after" }, first));
  await waitFor(() => expect(liveLink.clients.size).toBeGreaterThan(0));
  liveLink.broadcast(JSON.stringify({ type: "changed", topic: `inbox.${BILLING.id}`, version: 2 }));

  expect(await screen.findByText("after")).toBeVisible();
  const rows = screen.getAllByRole("option");
  expect(within(rows[1] as HTMLElement).getByText("Second")).toBeVisible();
});

test("solving by E shows the result at once, goes on to the next ticket and sends the version that was seen", async () => {
  const ticket = aTicketDetail({ version: 7 });
  const next = aTicketDetail({ id: SECOND, subject: "Next one" });
  const sent: TicketsSolveData["body"][] = [];
  server.use(
    listing(aTicket({ version: 7 }), aTicket({ id: SECOND, subject: "Next one" })),
    ...conversation(ticket, aMessage()),
    ...conversation(next),
    http.post(`*/api/v1/tickets/${ticket.id}/solve/`, async ({ request }) => {
      sent.push((await request.json()) as TicketsSolveData["body"]);
      await delay("infinite");
    }),
  );
  const { router } = renderRoute(`/inbox/mine/${ticket.id}`);
  await screen.findByText("Where is my refund?");

  await userEvent.keyboard("e");

  await waitFor(() => expect(router.state.location.pathname).toBe(`/inbox/mine/${SECOND}`));
  expect(within(screen.getAllByRole("option")[0] as HTMLElement).getByText("Solved")).toBeVisible();
  await waitFor(() => expect(sent).toEqual([{ version: 7 }]));
});

test("a conflict puts the ticket back and says why", async () => {
  const ticket = aTicketDetail();
  const problem = { code: "stale_version", status: 409, detail: "This was changed while you were editing." };
  server.use(
    listing(aTicket()),
    ...conversation(ticket, aMessage()),
    http.post(`*/api/v1/tickets/${ticket.id}/solve/`, () => HttpResponse.json(problem, { status: 409 })),
  );
  renderRoute(`/inbox/mine/${ticket.id}`);
  await screen.findByText("Where is my refund?");

  await userEvent.keyboard("e");

  expect(await screen.findByText(problem.detail)).toBeVisible();
  expect(within(screen.getAllByRole("option")[0] as HTMLElement).queryByText("Solved")).toBeNull();
});

test("what the server does not allow is not offered", async () => {
  const abilities = { reply: false, note: false, assign: false, solve: false, edit: false };
  const ticket = aTicketDetail({ abilities });
  server.use(listing(aTicket({ abilities })), ...conversation(ticket, aMessage()));

  renderRoute(`/inbox/mine/${ticket.id}`);

  expect(await screen.findByText("Where is my refund?")).toBeVisible();
  expect(screen.queryByRole("button", { name: "Solve" })).toBeNull();
  expect(screen.getByText("You may read this ticket. People of its department may answer it.")).toBeVisible();
});

test("a ticket that is gone says so and keeps the list", async () => {
  server.use(
    listing(aTicket()),
    http.get("*/api/v1/tickets/:id/", () =>
      HttpResponse.json({ code: "not_found", status: 404, detail: "There is no such ticket." }, { status: 404 }),
    ),
    http.get("*/api/v1/tickets/views/", () => HttpResponse.json({ views: [], departments: [] })),
  );

  renderRoute(`/inbox/mine/${SECOND}`);

  expect(await screen.findByText("There is no such ticket.")).toBeVisible();
  expect(await screen.findByRole("option", { name: /Refund/ })).toBeVisible();
});
