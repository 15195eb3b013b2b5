import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import { aTicketDetail, BILLING, conversation, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

const opened = aTicketDetail({ number: 51 });

beforeEach(() => {
  localStorage.clear();
  server.use(
    http.get("*/api/v1/departments/", () => HttpResponse.json({ next: null, previous: null, results: [BILLING] })),
    http.get("*/api/v1/tickets/", () => HttpResponse.json({ next: null, previous: null, results: [opened] })),
    ...conversation(opened),
    ...surroundings(),
  );
});

async function fill() {
  const write = (name: RegExp, value: string) =>
    fireEvent.change(screen.getByRole("textbox", { name }), { target: { value } });
  await screen.findByRole("textbox", { name: /e-mail/ });
  write(/e-mail/, "jana@customer.example");
  write(/Subject/, "Your router");
  write(/Message/, "It is on its way.");
}

async function press() {
  const send = screen.getByRole("button", { name: /Open and send/ });
  await waitFor(() => expect(send).toBeEnabled());
  await userEvent.click(send);
}

/** What was posted, with its idempotency key; the first `failures` answers get lost. */
function openings(failures = 0) {
  const sent: { key: string | null; body: unknown }[] = [];
  server.use(
    http.post("*/api/v1/tickets/", async ({ request }) => {
      sent.push({ key: request.headers.get("Idempotency-Key"), body: await request.json() });
      return sent.length > failures ? HttpResponse.json(opened, { status: 201 }) : HttpResponse.error();
    }),
  );
  return sent;
}

test("a ticket is written to a customer and opens", async () => {
  const sent = openings();
  const { router } = await renderRoute("/inbox/new");
  await fill();
  await press();

  await waitFor(() => expect(router.state.location.pathname).toBe(`/inbox/all/${opened.id}`));
  expect(sent[0]?.body).toMatchObject({
    contact_email: "jana@customer.example",
    department_id: BILLING.id,
    subject: "Your router",
    text: "It is on its way.",
  });
  expect(Object.keys(localStorage).filter((key) => key.includes("new-ticket"))).toEqual([]);
});

test("sent again after a lost answer it carries the same key, so that one ticket opens", async () => {
  const sent = openings(1);
  const { router } = await renderRoute("/inbox/new");
  await fill();
  await press();
  await waitFor(() => expect(sent).toHaveLength(1));
  await press();

  await waitFor(() => expect(router.state.location.pathname).toBe(`/inbox/all/${opened.id}`));
  expect(sent[1]?.key).toBe(sent[0]?.key);
});

test("what was begun is there again after a reload", async () => {
  const { unmount } = await renderRoute("/inbox/new");
  await fill();
  unmount();
  await renderRoute("/inbox/new");

  expect(await screen.findByRole("textbox", { name: /Message/ })).toHaveValue("It is on its way.");
});

test("a department of the second page can be chosen too", async () => {
  const warranty = { ...BILLING, id: "aaaaaaaa-0000-4000-8000-000000000099", name: "Warranty" };
  server.use(
    http.get("*/api/v1/departments/", ({ request }) => {
      const further = new URL(request.url).searchParams.get("cursor") === "2";
      const next = further ? null : "http://localhost/api/v1/departments/?cursor=2";
      return HttpResponse.json({ next, previous: null, results: [further ? warranty : BILLING] });
    }),
  );
  renderRoute("/inbox/new");

  await userEvent.click(await screen.findByRole("combobox", { name: "Department" }));

  expect(await screen.findByRole("option", { name: "Warranty" })).toBeVisible();
});
