import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { delay, HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import type { TicketsDraftUpdateData, TicketsReplyData, Upload } from "@/api/generated/types.gen";
import { aMessage, aTicket, aTicketDetail, conversation, listing, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

vi.mock("@/features/composer/RichText", async () => {
  const { PlainText } = await import("@/features/composer/PlainText");
  return { RichText: PlainText };
});

const ticket = aTicketDetail({ version: 3 });
const address = `/inbox/mine/${ticket.id}`;
const bill: Upload = {
  id: "abababab-0000-4000-8000-000000000001",
  name: "bill.pdf",
  content_type: "application/pdf",
  size: 218_000,
};
const aFile = (name = "bill.pdf") => new File(["%PDF-"], name, { type: "application/pdf" });
const limits = http.get("*/api/v1/uploads/limits/", () =>
  HttpResponse.json({ file_bytes: 1_000_000, message_bytes: 1_000_000, message_files: 20 }),
);
const taken = http.post("*/api/v1/uploads/", () => HttpResponse.json(bill, { status: 201 }));
const chips = () => screen.findByRole("list", { name: "Attachments" });
const form = () => screen.findByRole("form", { name: "Reply" });

let saved: TicketsDraftUpdateData["body"][];
let sent: TicketsReplyData["body"][];

beforeEach(() => {
  localStorage.clear();
  saved = [];
  sent = [];
  server.use(...surroundings(), listing(aTicket()), ...conversation(ticket, aMessage()), limits, taken);
  server.use(
    http.put("*/api/v1/tickets/:id/draft/", async ({ request }) => {
      const body = (await request.json()) as TicketsDraftUpdateData["body"];
      saved.push(body);
      const uploads = (body?.upload_ids ?? []).map((id) => ({ ...bill, id }));
      return HttpResponse.json({ ...body, saved_at: "2026-11-18T09:29:00Z", uploads });
    }),
    http.post(`*/api/v1/tickets/${ticket.id}/reply/`, async ({ request }) => {
      sent.push((await request.json()) as TicketsReplyData["body"]);
      return HttpResponse.json(ticket);
    }),
  );
});

const choose = async (...files: File[]) => userEvent.upload(await screen.findByLabelText("Files to attach"), files);
const pressSend = () => userEvent.click(screen.getByRole("button", { name: /^Send|Waiting/ }));

test("a chosen file is sent at once, kept with the draft and named by the reply", async () => {
  renderRoute(address);
  await choose(aFile());

  expect(await within(await chips()).findByText("218 kB")).toBeVisible();
  await waitFor(() => expect(saved.at(-1)?.upload_ids).toEqual([bill.id]));
  await pressSend();

  await waitFor(() => expect(sent).toMatchObject([{ text: "", upload_ids: [bill.id] }]));
  await waitFor(() => expect(screen.queryByRole("list", { name: "Attachments" })).toBeNull());
});

test("files of the server's draft are there again after a reload, and can be removed", async () => {
  const removed: string[] = [];
  server.use(
    http.get("*/api/v1/tickets/:id/draft/", () =>
      HttpResponse.json({ kind: "reply", text: "Half", html: "", saved_at: "2026-11-18T09:29:00Z", uploads: [bill] }),
    ),
    http.delete("*/api/v1/uploads/:id/", ({ params }) => {
      removed.push(String(params.id));
      return new HttpResponse(null, { status: 204 });
    }),
  );
  renderRoute(address);
  expect(await within(await chips()).findByText("bill.pdf")).toBeVisible();

  await userEvent.click(screen.getByRole("button", { name: "Remove bill.pdf" }));

  await waitFor(() => expect(removed).toEqual([bill.id]));
  expect(screen.queryByText("bill.pdf")).toBeNull();
});

test("a dropped file is attached, and pasted words stay words", async () => {
  renderRoute(address);
  const box = await form();
  fireEvent.dragOver(box, { dataTransfer: { types: ["Files"], files: [] } });
  expect(screen.getByText("Drop the files here to attach them")).toBeInTheDocument();
  fireEvent.drop(box, { dataTransfer: { types: ["Files"], files: [aFile()] } });
  expect(await screen.findByRole("button", { name: "Remove bill.pdf" })).toBeVisible();

  fireEvent.paste(box, { clipboardData: { types: ["text/plain", "Files"], files: [aFile("table.png")] } });

  expect(screen.queryByText("table.png")).toBeNull();
  await waitFor(() => expect(saved.at(-1)?.upload_ids).toEqual([bill.id])); // nothing is left for the next test
});

test("Send waits for a file on its way, and goes by itself when it is there", async () => {
  server.use(
    http.post("*/api/v1/uploads/", async () => {
      await delay(300);
      return HttpResponse.json(bill, { status: 201 });
    }),
  );
  renderRoute(address);
  await choose(aFile());
  await within(await chips()).findByText("bill.pdf");

  await pressSend();

  expect(await screen.findByText("Sends as soon as the files are there.")).toBeVisible();
  expect(sent).toEqual([]);
  await waitFor(() => expect(sent).toMatchObject([{ upload_ids: [bill.id] }]));
});

test("a file the server refuses says why, stops Send, and is retried only where that can help", async () => {
  let tries = 0;
  server.use(
    http.post("*/api/v1/uploads/", () => {
      tries += 1;
      return tries === 1 ? HttpResponse.error() : HttpResponse.json(bill, { status: 201 });
    }),
  );
  renderRoute(address);
  await choose(aFile());
  expect(await screen.findByText("No connection. Try again.")).toBeVisible();

  await userEvent.type(await screen.findByRole("textbox", { name: "Text of the reply" }), "Here it is");
  await pressSend();
  expect(await screen.findByText("A file did not arrive. Try it again or remove it, then send.")).toBeVisible();
  expect(sent).toEqual([]);

  await userEvent.click(screen.getByRole("button", { name: "Try bill.pdf again" }));
  expect(await screen.findByRole("button", { name: "Remove bill.pdf" })).toBeVisible();
  await waitFor(() => expect(screen.queryByText(/did not arrive/)).toBeNull());
});

test("too large and empty files are refused before a byte travels", async () => {
  server.use(
    http.post("*/api/v1/uploads/", () => {
      throw new Error("nothing should be sent");
    }),
  );
  renderRoute(address);

  await choose(new File([new Uint8Array(1_000_001)], "huge.bin"), new File([], "nothing.txt"));

  expect(await screen.findByText(/Larger than 1 MB\./)).toBeVisible();
  expect(await screen.findByText("This file is empty.")).toBeVisible();
  expect(screen.queryByRole("button", { name: /again$/ })).toBeNull();
  await userEvent.click(screen.getByRole("button", { name: "Remove huge.bin" }));
  await userEvent.click(screen.getByRole("button", { name: "Remove nothing.txt" }));
});

test("a file that is gone when the draft is saved is named, so that nobody believes it is attached", async () => {
  server.use(
    http.put("*/api/v1/tickets/:id/draft/", async ({ request }) =>
      HttpResponse.json({ ...((await request.json()) as object), saved_at: "2026-11-18T09:29:00Z", uploads: [] }),
    ),
  );
  renderRoute(address);
  await choose(aFile());

  expect(await screen.findByText(/No longer there: bill\.pdf/)).toBeVisible();
  expect(screen.queryByRole("list", { name: "Attachments" })).toBeNull();
});
