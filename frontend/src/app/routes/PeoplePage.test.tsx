import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { expect, test } from "vitest";
import type { PaginatedInvitationList, PaginatedPersonList, Person } from "@/api/generated/types.gen";
import { surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

const adam: Person = {
  id: "bbbbbbbb-0000-4000-8000-000000000009",
  version: 1,
  name: "Adam Novák",
  email: "adam@northwind.localhost",
  role: "agent",
  ended_at: null,
  abilities: { edit: true, end: true, restore: false, remove_second_factor: false },
};
const theirs: Person = { ...adam, role: "reviewer", version: 2 };

test("a role that somebody else changed meanwhile is shown beside mine, and mine is written only when I keep it", async () => {
  const sent: unknown[] = [];
  const page = { next: null, previous: null };
  server.use(
    ...surroundings(),
    http.get("*/api/v1/people/", () => HttpResponse.json<PaginatedPersonList>({ ...page, results: [adam] })),
    http.get("*/api/v1/people/invitations/", () =>
      HttpResponse.json<PaginatedInvitationList>({ ...page, results: [] }),
    ),
    http.patch(`*/api/v1/people/${adam.id}/`, async ({ request }) => {
      const body = (await request.json()) as Partial<Person>;
      sent.push(body);
      if (body.version === theirs.version) return HttpResponse.json<Person>({ ...theirs, ...body, version: 3 });
      const problem = { code: "stale_version", status: 409, detail: "Changed meanwhile.", params: { current: theirs } };
      return HttpResponse.json(problem, { status: 409 });
    }),
  );
  renderRoute("/admin/people");
  await userEvent.click(await screen.findByRole("combobox", { name: "Role of Adam Novák" }));
  await userEvent.click(await screen.findByRole("option", { name: /^Supervisor/ }));

  expect(await screen.findByRole("cell", { name: "Reviewer" })).toBeVisible();
  expect(screen.getByRole("cell", { name: "Supervisor" })).toBeVisible();
  await userEvent.click(screen.getByRole("button", { name: "Keep mine" }));

  await waitFor(() =>
    expect(sent).toEqual([
      { role: "supervisor", version: 1 },
      { role: "supervisor", version: 2 },
    ]),
  );
  await waitFor(() => expect(screen.queryByRole("button", { name: "Keep mine" })).toBeNull());
});
