import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { typingHere } from "@/live/useCompany";
import { aMe, aMessage, aTicket, aTicketDetail, BILLING, conversation, listing, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { liveLink, server } from "@/testing/server";

const ticket = aTicket();
const TOPIC = `ticket.${ticket.id}`;
const JANA = { at: TOPIC, id: "j", name: "Jana Králová" };
const sent: { type: string; topic?: string; doing?: string }[] = [];

const tell = (...people: object[]) =>
  liveLink.broadcast(JSON.stringify({ type: "here", topic: `inbox.${BILLING.id}`, people }));

beforeEach(() => {
  sent.length = 0;
  server.use(
    liveLink.addEventListener("connection", ({ client }) => {
      client.addEventListener("message", (event) => {
        const message = JSON.parse(String(event.data));
        sent.push(message);
        if (message.type === "join") client.send(JSON.stringify({ type: "joined", topic: message.topic, version: 1 }));
      });
    }),
    listing(ticket),
    ...conversation(aTicketDetail(ticket as never), aMessage()),
    ...surroundings().slice(1),
  );
});

test("a row shows who looks at the ticket and who is replying, and that they left", async () => {
  renderRoute("/inbox/mine");
  const row = await screen.findByRole("option");
  await waitFor(() => expect(sent).toContainEqual({ type: "join", topic: `inbox.${BILLING.id}` }));

  tell({ ...JANA, doing: "viewing" });
  expect(await within(row).findByText("Jana Králová is viewing")).toBeInTheDocument();
  tell({ ...JANA, doing: "replying" });
  expect((await within(row).findAllByText("Jana Králová is replying"))[0]).toBeVisible();
  tell();

  await waitFor(() => expect(within(row).queryByText(/Jana/)).toBeNull());
});

test("one's own other tab is nobody else", async () => {
  renderRoute("/inbox/mine");
  const row = await screen.findByRole("option");
  await waitFor(() => expect(sent.length).toBeGreaterThan(0));

  tell({ at: TOPIC, id: aMe().id, name: aMe().name, doing: "viewing" }, { ...JANA, doing: "viewing" });

  expect(await within(row).findByText("Jana Králová is viewing")).toBeInTheDocument();
  expect(within(row).queryByText(/Eva Nowak/)).toBeNull();
});

test("an open ticket tells that it is viewed, then that a reply is written, and leaving it that one is away", async () => {
  renderRoute(`/inbox/mine/${ticket.id}`);
  await screen.findByText("Where is my refund?");
  await waitFor(() => expect(sent).toContainEqual({ type: "here", topic: TOPIC, doing: "viewing" }));

  typingHere("reply"); // what the composer calls at each key
  await waitFor(() => expect(sent).toContainEqual({ type: "here", topic: TOPIC, doing: "replying" }));
  await userEvent.click(screen.getByRole("button", { name: "Back to the list" }));

  await waitFor(() => expect(sent).toContainEqual({ type: "away" }));
});

test("the header says who is here in words", async () => {
  renderRoute(`/inbox/mine/${ticket.id}`);
  await screen.findByText("Where is my refund?");
  await waitFor(() => expect(sent).toContainEqual({ type: "join", topic: `inbox.${BILLING.id}` }));

  tell({ ...JANA, doing: "noting" });

  const pane = await screen.findByRole("region", { name: "Conversation" });
  expect((await within(pane).findAllByText("Jana Králová is writing a note")).length).toBeGreaterThan(0);
});
