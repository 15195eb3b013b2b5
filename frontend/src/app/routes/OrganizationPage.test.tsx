import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { OrganizationSettings } from "@/api/generated/types.gen";
import { surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

const settings: OrganizationSettings = {
  id: "cccccccc-0000-4000-8000-000000000001",
  name: "Northwind Telecom",
  host: "northwind.localhost",
  zone: "Europe/Prague",
  language: "en",
  undo_send_seconds: 10,
  version: 1,
};
const theirs = { ...settings, undo_send_seconds: 5, version: 2 };

beforeEach(() =>
  server.use(
    ...surroundings(),
    http.get("*/api/v1/organization/", () => HttpResponse.json<OrganizationSettings>(settings)),
  ),
);

test("a change meets another one: both are shown, and keeping mine is written over theirs", async () => {
  const sent: unknown[] = [];
  server.use(
    http.patch("*/api/v1/organization/", async ({ request }) => {
      const body = (await request.json()) as Partial<OrganizationSettings>;
      sent.push(body);
      if (body.version === theirs.version)
        return HttpResponse.json<OrganizationSettings>({ ...theirs, ...body, version: 3 });
      const problem = { code: "stale_version", status: 409, detail: "Changed meanwhile.", params: { current: theirs } };
      return HttpResponse.json(problem, { status: 409 });
    }),
  );
  renderRoute("/admin/organization");
  const field = await screen.findByRole("textbox", { name: /taken back/ });
  await userEvent.clear(field);
  await userEvent.type(field, "25");
  await userEvent.click(screen.getByRole("button", { name: "Save" }));

  expect(await screen.findByRole("cell", { name: "25" })).toBeVisible();
  expect(screen.getByRole("cell", { name: "5" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Keep mine" }));

  await waitFor(() =>
    expect(sent).toEqual([
      { undo_send_seconds: 25, version: 1 },
      { undo_send_seconds: 25, version: 2 },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole("button", { name: "Keep mine" })).toBeNull());
});
