import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import type { TicketsDraftUpdateData, TicketsNoteData, TicketsReplyData } from "@/api/generated/types.gen";
import { aMessage, aTicket, aTicketDetail, conversation, listing, surroundings, thread } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

// The full editor needs a browser's selection; the plain one takes its place, as when its script cannot be loaded.
vi.mock("@/features/composer/RichText", async () => {
  const { PlainText } = await import("@/features/composer/PlainText");
  return { RichText: PlainText };
});

const ticket = aTicketDetail({ version: 3 });
const address = `/inbox/mine/${ticket.id}`;
const replyAddress = `*/api/v1/tickets/${ticket.id}/reply/`;
const field = async () => {
  await screen.findByText("Where is my refund?");
  return screen.findByRole("textbox", { name: "Text of the reply" });
};

beforeEach(() => {
  server.use(...surroundings(), listing(aTicket()), ...conversation(ticket, aMessage()));
});

test("what is typed is kept on this device at once and on the server soon after", async () => {
  const saved: TicketsDraftUpdateData["body"][] = [];
  server.use(
    http.put("*/api/v1/tickets/:id/draft/", async ({ request }) => {
      saved.push((await request.json()) as TicketsDraftUpdateData["body"]);
      return HttpResponse.json({ ...saved.at(-1), saved_at: "2026-11-18T09:29:00Z", uploads: [] });
    }),
  );
  renderRoute(address);

  await userEvent.type(await field(), "Dear Grace");

  expect(localStorage.getItem(`kvalita:draft:${ticket.id}`)).toContain("Dear Grace");
  expect(await screen.findByText(/Draft saved/)).toBeVisible();
  expect(saved.at(-1)).toMatchObject({ kind: "reply", text: "Dear Grace" });
});

test("a draft the server has not got says so, and survives being opened again", async () => {
  server.use(http.put("*/api/v1/tickets/:id/draft/", () => HttpResponse.error()));
  const { unmount } = renderRoute(address);
  await userEvent.type(await field(), "Not lost");

  expect(await screen.findByText("Not saved – retrying")).toBeVisible();
  unmount();
  renderRoute(address);

  expect(await field()).toHaveValue("Not lost");
});

test("a newer message stops the reply once; the words stay and the second press sends", async () => {
  const newer = aMessage({ id: "eeeeeeee-0000-4000-8000-000000000002", visible_text: "It has arrived, thank you." });
  const sent: TicketsReplyData["body"][] = [];
  server.use(
    http.post(replyAddress, async ({ request }) => {
      sent.push((await request.json()) as TicketsReplyData["body"]);
      if (sent.length > 1) return HttpResponse.json(ticket);
      server.use(thread(aMessage(), newer));
      return HttpResponse.json({ code: "newer_messages", status: 409, detail: "Newer." }, { status: 409 });
    }),
  );
  renderRoute(address);
  await screen.findByText("Where is my refund?");
  await userEvent.type(await field(), "It is on its way.");

  await userEvent.keyboard("{Control>}{Enter}{/Control}");

  expect(await screen.findByText(/Something newer was written/)).toBeVisible();
  expect(await screen.findByText("It has arrived, thank you.")).toBeVisible();
  expect(await field()).toHaveValue("It is on its way.");
  await userEvent.click(screen.getByRole("button", { name: /^Send/ }));
  await waitFor(() => expect(sent.map((one) => one.last_seen_message_id)).toEqual([aMessage().id, newer.id]));
  await waitFor(async () => expect(await field()).toHaveValue(""));
});

test("a reply that could not be sent stays in the conversation with Retry, under the same key", async () => {
  const keys: (string | null)[] = [];
  server.use(
    http.post(replyAddress, ({ request }) => {
      keys.push(request.headers.get("Idempotency-Key"));
      return keys.length > 1 ? HttpResponse.json(ticket) : HttpResponse.error();
    }),
  );
  renderRoute(address);
  await userEvent.type(await field(), "Do not lose me");
  await userEvent.click(screen.getByRole("button", { name: /^Send/ }));

  expect(await screen.findByText("Not sent")).toBeVisible();
  expect(screen.getByText("Do not lose me")).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Retry" }));

  await waitFor(() => expect(screen.queryByText("Not sent")).toBeNull());
  expect(keys).toHaveLength(2);
  expect(keys[0]).toBe(keys[1]);
});

test("N turns to an internal note, which goes to colleagues and nowhere else", async () => {
  const notes: TicketsNoteData["body"][] = [];
  server.use(
    http.post(`*/api/v1/tickets/${ticket.id}/note/`, async ({ request }) => {
      notes.push((await request.json()) as TicketsNoteData["body"]);
      return HttpResponse.json(ticket);
    }),
  );
  renderRoute(address);
  await field();

  await userEvent.keyboard("n");
  await userEvent.type(await screen.findByRole("textbox", { name: "Text of the note" }), "Checked with Petr");
  await userEvent.click(screen.getByRole("button", { name: /Add note/ }));

  await waitFor(() => expect(notes).toMatchObject([{ text: "Checked with Petr" }]));
});
