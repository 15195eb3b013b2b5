import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { Department, DepartmentEffects, PaginatedPersonList, PromisePreview } from "@/api/generated/types.gen";
import { surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

const department: Department = {
  id: "aaaaaaaa-0000-4000-8000-000000000001",
  name: "Billing",
  zone: "Europe/Prague",
  hours: { 0: [[540, 1020]] },
  holidays: {},
  special_days: {},
  address_local_part: "billing",
  address: "billing@northwind.localhost",
  colour: "#5666de",
  first_response_seconds: 14400,
  survey_enabled: true,
  member_ids: [],
  version: 1,
  archived_at: null,
  abilities: { manage: true },
};
const theirs = { ...department, name: "Invoices", version: 2 };
const ADDRESS = `*/api/v1/departments/${department.id}/`;

const asked: unknown[] = [];

beforeEach(() =>
  server.use(
    ...surroundings(),
    http.get(ADDRESS, () => HttpResponse.json<Department>(department)),
    http.get(`${ADDRESS}effects/`, () =>
      HttpResponse.json<DepartmentEffects>({ open_tickets: 2, running_clocks: 2, members: [] }),
    ),
    http.post("*/api/v1/departments/preview/", async ({ request }) => {
      asked.push(await request.json());
      return HttpResponse.json<PromisePreview>({
        examples: [
          { kind: "now", arrives_at: "2026-11-18T09:00:00Z", due_at: "2026-11-18T13:00:00Z" },
          { kind: "before_closing", arrives_at: "2026-11-20T16:40:00Z", due_at: "2026-11-23T07:40:00Z" },
          { kind: "closed", arrives_at: "2026-11-22T00:00:00Z", due_at: null },
        ],
      });
    }),
    http.get("*/api/v1/people/", () =>
      HttpResponse.json<PaginatedPersonList>({ next: null, previous: null, results: [] }),
    ),
  ),
);

async function rename(name: string) {
  const field = await screen.findByRole("textbox", { name: /^Name/ });
  await userEvent.clear(field);
  await userEvent.type(field, name);
  await userEvent.click(screen.getByRole("button", { name: "Save" }));
}

/** The first write meets a change by somebody else, the second goes through. */
function changedMeanwhile() {
  const sent: unknown[] = [];
  server.use(
    http.patch(ADDRESS, async ({ request }) => {
      const body = (await request.json()) as Partial<Department>;
      sent.push(body);
      if (body.version === theirs.version) return HttpResponse.json<Department>({ ...theirs, ...body, version: 3 });
      const problem = { code: "stale_version", status: 409, detail: "Changed meanwhile.", params: { current: theirs } };
      return HttpResponse.json(problem, { status: 409 });
    }),
  );
  return sent;
}

test("only what was changed is sent, with the version that was seen", async () => {
  const sent = changedMeanwhile();
  renderRoute(`/admin/departments/${department.id}`);

  await rename("Accounts");

  await waitFor(() => expect(sent).toEqual([{ name: "Accounts", version: 1 }]));
});

test("a conflict shows both versions and loses nothing; keeping mine writes over theirs", async () => {
  const sent = changedMeanwhile();
  renderRoute(`/admin/departments/${department.id}`);
  await rename("Accounts");

  expect(await screen.findByRole("cell", { name: "Invoices" })).toBeVisible();
  expect(screen.getByRole("cell", { name: "Accounts" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Keep mine" }));

  await waitFor(() => expect(sent.at(-1)).toEqual({ name: "Accounts", version: 2 }));
  await waitFor(() => expect(screen.queryByRole("button", { name: "Keep mine" })).toBeNull());
});

test("taking theirs puts their values into the form", async () => {
  changedMeanwhile();
  renderRoute(`/admin/departments/${department.id}`);
  await rename("Accounts");

  await userEvent.click(await screen.findByRole("button", { name: "Take theirs" }));

  expect(screen.getByRole("textbox", { name: /^Name/ })).toHaveValue("Invoices");
});

test("new hours say what they do to promised answers before they are saved", async () => {
  renderRoute(`/admin/departments/${department.id}`);

  await userEvent.click(await screen.findByRole("switch", { name: "Tuesday" }));

  expect(await screen.findByText("2 open tickets will get new deadlines.")).toBeVisible();
  expect(screen.getByText("Mon–Tue 09:00–17:00")).toBeVisible();
});

test("the promise is shown by examples of the server, for the hours that are not saved yet", async () => {
  renderRoute(`/admin/departments/${department.id}`);

  expect(await screen.findByText("Mon 23 Nov, 08:40")).toBeVisible();
  expect(screen.getByText(/arriving Fri 20 Nov, 17:40 is due/)).toBeVisible();
  expect(screen.getByText(/arriving Sun 22 Nov, 01:00 would not be due within two years/)).toBeVisible();
  await userEvent.click(await screen.findByRole("switch", { name: "Tuesday" }));

  await waitFor(() =>
    expect(asked.at(-1)).toEqual({
      zone: "Europe/Prague",
      hours: { 0: [[540, 1020]], 1: [[540, 1020]] },
      first_response_seconds: 14400,
      holidays: {},
      special_days: {},
    }),
  );
});
