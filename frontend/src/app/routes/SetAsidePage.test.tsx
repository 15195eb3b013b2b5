import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type {
  DepartmentsListResponse,
  SetAsideMail,
  SetAsideMailDetail,
  SetAsideMailListResponse,
} from "@/api/generated/types.gen";
import { BILLING, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

const mail: SetAsideMail = {
  id: "eeeeeeee-0000-4000-8000-000000000001",
  version: 1,
  reason: "own_mailbox",
  sender: "support@northwind.localhost",
  sender_name: "Support",
  subject: "To myself",
  arrived_at: "2026-11-18T09:00:00Z",
  state: "waiting",
  settled_at: null,
  settled_by: null,
  ticket: null,
  is_being_read: false,
  abilities: { ticket: true, read_again: true, dismiss: true, restore: false },
};
const detail: SetAsideMailDetail = {
  ...mail,
  detail: "",
  recipients: ["billing@northwind.localhost"],
  headers: [{ name: "From", value: "Support <support@northwind.localhost>" }],
  text: "Call <b>me</b> back.",
  size: 2048,
  department: BILLING,
};
const ADDRESS = "*/api/v1/set-aside-mail/";

beforeEach(() =>
  server.use(
    ...surroundings(),
    http.get("*/api/v1/departments/", () =>
      HttpResponse.json({ next: null, previous: null, results: [BILLING] } as unknown as DepartmentsListResponse),
    ),
    http.get(ADDRESS, ({ request }) => {
      const reason = new URL(request.url).searchParams.get("reason");
      const results = reason === null || reason === mail.reason ? [mail] : [];
      return HttpResponse.json<SetAsideMailListResponse>({ next: null, previous: null, results });
    }),
    http.get(`${ADDRESS}${mail.id}/`, () => HttpResponse.json<SetAsideMailDetail>(detail)),
  ),
);

test("mail on no ticket says who wrote it and why it is here; a reason nobody has can be cleared", async () => {
  renderRoute("/admin/set-aside?reason=loop");

  await userEvent.click(await screen.findByRole("button", { name: "Clear filters" }));

  const row = await screen.findByRole("row", { name: /To myself/ });
  expect(within(row).getByText("Support <support@northwind.localhost>")).toBeVisible();
  const [reason] = within(row).getAllByText("Written by one of our own mailboxes"); // once more below, on phones
  expect(reason).toBeVisible();
});

test("what is dismissed is put back from the toast, by the version the dismissal made", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(`${ADDRESS}${mail.id}/dismiss/`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json<SetAsideMailDetail>({ ...detail, state: "dismissed", version: 2 });
    }),
    http.post(`${ADDRESS}${mail.id}/restore/`, async ({ request }) => {
      sent.push(await request.json());
      return HttpResponse.json<SetAsideMailDetail>({ ...detail, version: 3 });
    }),
  );
  renderRoute("/admin/set-aside");

  await userEvent.click(await screen.findByRole("button", { name: "Dismiss: To myself" }));
  await userEvent.click(await screen.findByRole("button", { name: "Undo" }));

  await waitFor(() => expect(sent).toEqual([{ version: 1 }, { version: 2 }]));
});

test("an opened mail is shown as text, and becomes a ticket of the department it was written to", async () => {
  const sent: unknown[] = [];
  server.use(
    http.post(`${ADDRESS}${mail.id}/ticket/`, async ({ request }) => {
      sent.push(await request.json());
      const ticket = { id: "ffffffff-0000-4000-8000-000000000001", number: 48214 };
      return HttpResponse.json<SetAsideMailDetail>({ ...detail, state: "ticketed", version: 2, ticket });
    }),
  );
  renderRoute("/admin/set-aside");

  await userEvent.click(await screen.findByRole("button", { name: "To myself" }));
  const dialog = await screen.findByRole("dialog", { name: "To myself" });
  expect(await within(dialog).findByText("Call <b>me</b> back.")).toBeVisible();
  await userEvent.click(within(dialog).getByRole("button", { name: "Make a ticket of it" }));

  await waitFor(() => expect(sent).toEqual([{ version: 1, department_id: BILLING.id }]));
  expect(await screen.findByText("Ticket #48214 is made.")).toBeVisible();
});
