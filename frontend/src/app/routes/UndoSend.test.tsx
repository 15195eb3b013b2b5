import { notifications } from "@mantine/notifications";
import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import { forget, unsentNow } from "@/api/outbox";
import type { ThreadMessage } from "@/api/tickets";
import {
  aMe,
  aMessage,
  aTicket,
  aTicketDetail,
  conversation,
  listing,
  opened,
  surroundings,
  thread,
} from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

vi.mock("@/features/composer/RichText", async () => {
  const { PlainText } = await import("@/features/composer/PlainText");
  return { RichText: PlainText };
});

const ticket = aTicketDetail({ version: 3, status: "open" });
const next = aTicketDetail({ id: "7b0c2f6e-0000-4000-8000-000000000002", number: 48214, subject: "Next one" });
const address = `/inbox/mine/${ticket.id}`;
const HELD_ID = "eeeeeeee-0000-4000-8000-0000000000aa";
const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

const aHeld = (given: Partial<ThreadMessage> = {}): ThreadMessage =>
  aMessage({
    id: HELD_ID,
    direction: "out",
    author: { kind: "human", id: aMe().id, name: aMe().name, email: aMe().email },
    text: "It is on its way.",
    visible_text: "It is on its way.",
    held: { release_at: inSeconds(8), then_status: "pending" },
    ...given,
  });

let undone: string[];

beforeEach(() => {
  localStorage.clear();
  notifications.clean();
  for (const entry of unsentNow()) forget(entry.key);
  undone = [];
  server.use(
    ...surroundings(),
    listing(aTicket(), aTicket({ id: next.id, number: next.number, subject: next.subject })),
    ...conversation(ticket, aMessage()),
    opened(next),
    http.post(`*/api/v1/tickets/${ticket.id}/reply/`, () => {
      server.use(thread(aMessage(), aHeld()));
      return HttpResponse.json(ticket);
    }),
    http.post("*/api/v1/held-replies/:id/undo/", ({ params }) => {
      undone.push(String(params.id));
      server.use(thread(aMessage()));
      return HttpResponse.json({
        ticket_id: ticket.id,
        text: "It is on its way.",
        html: "<p>It is on its way.</p>",
        then_status: "pending",
        uploads: [],
        is_draft: true,
      });
    }),
  );
});

const field = () => screen.findByRole("textbox", { name: "Text of the reply" });
const writeAndSend = async () => {
  await screen.findByText("Where is my refund?");
  await userEvent.type(await field(), "It is on its way.");
  await userEvent.keyboard("{Control>}{Enter}{/Control}");
  await screen.findByText(/Sending in \d s/);
};

test("a sent reply waits with its seconds, and Undo brings the words back", async () => {
  renderRoute(address);
  await writeAndSend();
  expect(screen.getByText("then: Pending")).toBeVisible();
  expect(await field()).toHaveValue("");

  await userEvent.click(screen.getByRole("button", { name: "Undo" }));

  await waitFor(async () => expect(await field()).toHaveValue("It is on its way."));
  expect(undone).toEqual([HELD_ID]);
  expect(screen.queryByText(/Sending in/)).toBeNull();
});

test("Ctrl+Z takes it back while nothing new is written, and belongs to the editor when something is", async () => {
  renderRoute(address);
  await writeAndSend();

  await userEvent.type(await field(), "x");
  await userEvent.keyboard("{Control>}z{/Control}");
  expect(undone).toEqual([]);
  await userEvent.clear(await field());
  await userEvent.keyboard("{Control>}z{/Control}");

  await waitFor(() => expect(undone).toEqual([HELD_ID]));
});

test("taken back while something else is written, it waits in the conversation and nothing is overwritten", async () => {
  renderRoute(address);
  await writeAndSend();
  await userEvent.type(await field(), "Another thought");

  await userEvent.click(screen.getByRole("button", { name: "Undo" }));

  expect(await screen.findByText("Not sent: taken back")).toBeVisible();
  expect(await field()).toHaveValue("Another thought");

  await userEvent.click(screen.getByRole("button", { name: "Edit" }));
  expect(await screen.findByText("Not sent: put aside")).toBeVisible();
  expect(await field()).toHaveValue("It is on its way.");
  expect(screen.getByText("Another thought")).toBeVisible();
});

test("a colleague's reply shows its seconds and no Undo", async () => {
  server.use(
    thread(aMessage(), aHeld({ author: { kind: "human", id: "cc", name: "Petr", email: "petr@example.com" } })),
  );
  renderRoute(address);

  expect(await screen.findByText(/Sending in \d s/)).toBeVisible();
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
});

test("too late is said, and the message stays", async () => {
  server.use(
    http.post("*/api/v1/held-replies/:id/undo/", () =>
      HttpResponse.json({ code: "already_sent", status: 409, detail: "It is too late." }, { status: 409 }),
    ),
  );
  renderRoute(address);
  await writeAndSend();

  await userEvent.click(screen.getByRole("button", { name: "Undo" }));

  expect(await screen.findByText("It is too late.")).toBeVisible();
  expect(await field()).toHaveValue("");
});

test("leaving the ticket leaves Undo behind in a toast, and using it leads back", async () => {
  const { router } = renderRoute(address);
  await writeAndSend();

  await router.navigate({ to: "/inbox/$view/$ticket", params: { view: "mine", ticket: next.id } });
  const toast = (await screen.findByText(/The reply to #48213 goes out in \d s/)).closest("[role=alert]");
  await userEvent.click(within(toast as HTMLElement).getByRole("button", { name: "Undo" }));

  await waitFor(() => expect(router.state.location.pathname).toBe(`/inbox/all/${ticket.id}`));
  expect(undone).toEqual([HELD_ID]);
});

test("when the seconds are over it says so and asks again by itself", async () => {
  server.use(thread(aMessage(), aHeld({ held: { release_at: inSeconds(1), then_status: null } })));
  renderRoute(address);
  expect(await screen.findByText("It is on its way.")).toBeVisible();
  server.use(thread(aMessage(), aHeld({ held: null, delivery: { state: "sent", reason: "" } })));

  expect(await screen.findByText("Sent", {}, { timeout: 8000 })).toBeVisible();
});
