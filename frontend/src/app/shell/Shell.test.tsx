import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { MeUpdateData, PeopleListResponse, Person } from "@/api/generated/types.gen";
import { sessionRestored } from "@/api/session";
import { aCall } from "@/testing/calls";
import { aMe, aTicket, listing, me, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

beforeEach(() => server.use(...surroundings(), listing(aTicket())));
afterEach(sessionRestored);

test("the palette finds a ticket and goes to it", async () => {
  const asked: string[] = [];
  server.use(
    http.get("*/api/v1/tickets/", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("q") ?? "");
      return HttpResponse.json({ next: null, previous: null, results: [aTicket({ subject: "Router restarts" })] });
    }),
  );
  const { router } = renderRoute("/me");
  await screen.findByRole("heading", { name: "My settings", level: 1 });

  await userEvent.click(screen.getByRole("button", { name: "Search" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Search or do" }), "router");
  await userEvent.click(await screen.findByText("Router restarts"));

  await waitFor(() => expect(router.state.location.pathname).toBe(`/inbox/all/${aTicket().id}`));
  expect(asked).toContain("router");
});

test("the palette finds a colleague for those who look after people, and shows the line of that person", async () => {
  const petra: Person = {
    id: "ffffffff-0000-4000-8000-000000000001",
    version: 1,
    name: "Petra Dvořáková",
    email: "petra@northwind.example",
    role: "agent",
    ended_at: null,
    abilities: { edit: true, end: true, restore: false, remove_second_factor: false },
  };
  server.use(
    me({ role: "admin", abilities: { "ticket.view": true, "member.manage": true } }),
    http.get("*/api/v1/people/", ({ request }) => {
      const q = new URL(request.url).searchParams.get("q") ?? "";
      const fits = ["petra", petra.email].includes(q);
      return HttpResponse.json<PeopleListResponse>({ next: null, previous: null, results: fits ? [petra] : [] });
    }),
    http.get("*/api/v1/people/invitations/", () => HttpResponse.json({ next: null, previous: null, results: [] })),
  );
  const { router } = renderRoute("/me");
  await screen.findByRole("heading", { name: "My settings", level: 1 });

  await userEvent.click(screen.getByRole("button", { name: "Search" }));
  await userEvent.type(await screen.findByRole("textbox", { name: "Search or do" }), "petra");
  await userEvent.click(await screen.findByText("petra@northwind.example"));

  await waitFor(() => expect(router.state.location.pathname).toBe("/admin/people"));
  const line = await screen.findByRole("row", { name: /Petra Dvořáková/ });
  expect(within(line).getByRole("button", { name: "End membership of Petra Dvořáková" })).toHaveTextContent(
    "End membership",
  );
});

test("the palette finds the calls of a telephone number, and asks for none before it is one", async () => {
  const asked: (string | null)[] = [];
  server.use(
    me({ abilities: { "ticket.view": true, "call.view": true } }),
    http.get("*/api/v1/calls/", ({ request }) => {
      asked.push(new URL(request.url).searchParams.get("number"));
      return HttpResponse.json({ next: null, previous: null, results: [aCall({ caller: "Adam Ellis" })] });
    }),
  );
  const { router } = renderRoute("/me");
  await screen.findByRole("heading", { name: "My settings", level: 1 });

  await userEvent.click(screen.getByRole("button", { name: "Search" }));
  const search = await screen.findByRole("textbox", { name: "Search or do" });
  await userEvent.type(search, "60155");
  await screen.findByText(aTicket().subject);
  await userEvent.type(search, "5 018");
  await userEvent.click(await screen.findByText("Adam Ellis"));

  await waitFor(() => expect(router.state.location.pathname).toBe(`/calls/${aCall().id}`));
  expect(asked).not.toContain("60155");
  expect(asked).toContain("601555 018");
});

test("the palette does not promise people to those who may not look after them", async () => {
  renderRoute("/me");
  await screen.findByRole("heading", { name: "My settings", level: 1 });

  await userEvent.click(screen.getByRole("button", { name: "Search" }));

  expect(await screen.findByPlaceholderText("Search tickets, or type what to do…")).toBeVisible();
});

test("the palette offers what the keyboard can do, with its keys", async () => {
  renderRoute("/me");
  await screen.findByRole("heading", { name: "My settings", level: 1 });

  await userEvent.keyboard("{Control>}k{/Control}");
  await userEvent.type(await screen.findByRole("textbox", { name: "Search or do" }), "inbox");

  expect(await screen.findByText("Go to the inbox")).toBeVisible();
});

test("the language changes on the screen the moment it is chosen", async () => {
  const sent: MeUpdateData["body"][] = [];
  server.use(
    http.patch("*/api/v1/me/", async ({ request }) => {
      sent.push((await request.json()) as MeUpdateData["body"]);
      return HttpResponse.json(aMe({ language: "cs", version: 2 }));
    }),
  );
  renderRoute("/me");

  await userEvent.click(await screen.findByRole("combobox", { name: "Language" }));
  await userEvent.click(await screen.findByRole("option", { name: "Čeština" }));

  expect(await screen.findByRole("heading", { name: "Moje nastavení", level: 1 })).toBeVisible();
  expect(document.documentElement).toHaveAttribute("lang", "cs");
  expect(sent).toEqual([{ language: "cs", version: 1 }]);
});

test("only sections the role may use stand in the rail", async () => {
  server.use(me({ abilities: { "ticket.view": true } }));

  renderRoute("/me");

  const rail = await screen.findByRole("navigation", { name: "Sections" });
  expect(within(rail).getByRole("link", { name: /Inbox/ })).toBeVisible();
  expect(within(rail).queryByRole("link", { name: "Reports" })).toBeNull();
});

test("an ended session asks to sign in over the page and keeps what is on it", async () => {
  server.use(
    http.patch("*/api/v1/me/", () =>
      HttpResponse.json({ code: "not_authenticated", status: 401, detail: "Sign in." }, { status: 401 }),
    ),
  );
  renderRoute("/me");

  await userEvent.click(await screen.findByRole("switch", { name: /Single-key shortcuts/ }));

  expect(await screen.findByRole("dialog", { name: "Please sign in again" })).toBeVisible();
});

test("letters do nothing when single-key shortcuts are switched off", async () => {
  server.use(me({ shortcuts: false }));
  const { router } = renderRoute("/me");
  await screen.findByRole("heading", { name: "My settings", level: 1 });

  await userEvent.keyboard("gi");

  expect(router.state.location.pathname).toBe("/me");
});
