import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { delay, HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { BulkChange, BulkChangeInput } from "@/api/generated/types.gen";
import { aTicket, listing, me, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

const idOf = (number: number) => `7b0c2f6e-0000-4000-8000-00000000000${number}`;
const three = [1, 2, 3].map((number) => aTicket({ id: idOf(number), number, subject: `Subject ${number}` }));
const EDITOR = me({ abilities: { "ticket.view": true, "ticket.edit": true } });

const aBulk = (given: Partial<BulkChange> = {}): BulkChange => ({
  id: "b1000000-0000-4000-8000-000000000001",
  version: 2,
  kind: "priority",
  value: "high",
  state: "done",
  total: 2,
  changed: 2,
  skipped: 0,
  restored: 0,
  kept: 0,
  asked_at: new Date().toISOString(),
  ended_at: new Date().toISOString(),
  abilities: { cancel: false, undo: true },
  ...given,
});
const bulks = (...results: BulkChange[]) =>
  http.get("*/api/v1/bulk-changes/", () => HttpResponse.json({ results, next: null, previous: null }));

let asked: BulkChangeInput[] = [];
const taking = (answer: BulkChange) =>
  http.post("*/api/v1/bulk-changes/", async ({ request }) => {
    asked.push((await request.json()) as BulkChangeInput);
    server.use(bulks(answer));
    return HttpResponse.json(answer, { status: 201 });
  });

beforeEach(() => {
  asked = [];
  server.use(EDITOR, bulks(), listing(...three), ...surroundings());
});

const row = (number: number) => screen.findByRole("option", { name: new RegExp(`Subject ${number}`) });
const selected = () => screen.queryAllByRole("option", { selected: true }).length;

test("X selects where the keyboard stands, Shift+X up to there, and Escape lets go of all of it", async () => {
  renderRoute("/inbox/mine");
  await row(1);

  await userEvent.keyboard("x");
  expect(await screen.findByRole("heading", { name: "1 selected" })).toBeVisible();
  await userEvent.keyboard("jj{Shift>}X{/Shift}");
  expect(selected()).toBe(3);
  expect(screen.getByRole("heading", { level: 1 })).toHaveTextContent("3 selected");
  await userEvent.keyboard("{Escape}");

  expect(selected()).toBe(0);
  expect(await screen.findByRole("heading", { level: 1, name: "Assigned to me" })).toBeVisible();
});

test("the box of a row and Shift with a click choose and open nothing", async () => {
  const { router } = renderRoute("/inbox/mine");
  const box = (await row(1)).querySelector("[data-pick]") as Element;

  await userEvent.click(box);
  const user = userEvent.setup();
  await user.keyboard("{Shift>}");
  await user.click(await row(3));
  await user.keyboard("{/Shift}");

  expect(selected()).toBe(3);
  expect(router.state.location.pathname).toBe("/inbox/mine");
});

test("what is chosen is sent by name, shown at once, and can be undone", async () => {
  server.use(
    taking(aBulk()),
    http.post("*/api/v1/bulk-changes/:id/undo/", () =>
      HttpResponse.json(aBulk({ state: "undone", restored: 2, abilities: { cancel: false, undo: false } })),
    ),
  );
  renderRoute("/inbox/mine");
  await row(1);
  await userEvent.keyboard("xj{Shift>}X{/Shift}");
  await screen.findByRole("heading", { name: "2 selected" });

  await userEvent.keyboard("s");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Solved" }));

  expect(await screen.findByText("2 tickets changed")).toBeVisible();
  expect(asked).toEqual([{ ids: [idOf(1), idOf(2)], kind: "status", value: "solved" }]);
  expect(selected()).toBe(0);
  await userEvent.click(screen.getByRole("button", { name: "Undo" }));
  expect(await screen.findByText("2 tickets put back")).toBeVisible();
});

test("with every shown row chosen the whole view is offered, counted, and sent as a view", async () => {
  server.use(
    http.get("*/api/v1/tickets/", async ({ request }) => {
      if (new URL(request.url).searchParams.has("cursor")) await delay("infinite");
      return HttpResponse.json({ results: three, next: "http://x/api/v1/tickets/?cursor=2", previous: null });
    }),
    http.get("*/api/v1/tickets/count/", () => HttpResponse.json({ count: 1204, more: false })),
    taking(aBulk({ state: "running", total: 1204, changed: 0, ended_at: null })),
    http.get("*/api/v1/bulk-changes/:id/", () =>
      HttpResponse.json(aBulk({ state: "running", total: 1204, changed: 350, ended_at: null })),
    ),
  );
  renderRoute("/inbox/open");
  await row(1);
  await userEvent.keyboard("x");
  await userEvent.click(await screen.findByRole("checkbox", { name: "Select all that are shown" }));

  await userEvent.click(await screen.findByRole("button", { name: "Select all 1,204 in this view" }));
  expect(await screen.findByRole("heading", { name: "1,204 selected" })).toBeVisible();
  await userEvent.keyboard("p");
  await userEvent.click(await screen.findByRole("menuitem", { name: "High" }));

  const progress = await screen.findByRole("region", { name: "Change of many tickets" });
  await waitFor(() => expect(progress).toHaveTextContent("Changing… 350 of 1,204"));
  expect(asked).toEqual([{ filters: { view: "open" }, kind: "priority", value: "high" }]);
});

test("what was skipped is told and shown with its reason", async () => {
  server.use(
    taking(aBulk({ changed: 1, skipped: 1 })),
    http.get("*/api/v1/bulk-changes/:id/passed-over/", () =>
      HttpResponse.json({
        results: [
          {
            id: idOf(2),
            number: 2,
            subject: "Subject 2",
            status: "open",
            state: "skipped",
            code: "unchanged",
            reason: "It was so already.",
          },
        ],
        next: null,
        previous: null,
      }),
    ),
  );
  renderRoute("/inbox/mine");
  await row(1);
  await userEvent.keyboard("xj{Shift>}X{/Shift}p");
  await userEvent.click(await screen.findByRole("menuitem", { name: "High" }));

  const result = await screen.findByRole("region", { name: "Change of many tickets" });
  expect(result).toHaveTextContent("1 ticket changed, 1 skipped");
  await userEvent.click(within(result).getByRole("button", { name: "Show what was skipped" }));

  expect(await screen.findByText("It was so already.")).toBeVisible();
});

test("a change that runs is found again after a reload, and can be stopped", async () => {
  const running = aBulk({
    state: "running",
    total: 90,
    changed: 50,
    ended_at: null,
    abilities: { cancel: true, undo: false },
  });
  const stopped = aBulk({ state: "cancelled", total: 90, changed: 50 });
  server.use(
    bulks(running),
    http.get("*/api/v1/bulk-changes/:id/", () => HttpResponse.json(running)),
    http.post("*/api/v1/bulk-changes/:id/cancel/", () => {
      server.use(bulks(stopped));
      return HttpResponse.json(stopped);
    }),
  );
  renderRoute("/inbox/mine");

  await userEvent.click(await screen.findByRole("button", { name: "Stop" }));

  const bar = await screen.findByRole("region", { name: "Change of many tickets" });
  await waitFor(() => expect(bar).toHaveTextContent("Stopped: 50 tickets changed"));
});

test("a refusal says why and the rows are as they were", async () => {
  server.use(
    http.post("*/api/v1/bulk-changes/", () =>
      HttpResponse.json(
        {
          type: "/problems/x",
          code: "too_many_tickets",
          status: 422,
          detail: "That is too many.",
          params: {},
          errors: [],
        },
        { status: 422 },
      ),
    ),
  );
  renderRoute("/inbox/mine");
  await row(1);
  await userEvent.keyboard("xs");
  await userEvent.click(await screen.findByRole("menuitem", { name: "Solved" }));

  expect(await screen.findByText("That is too many.")).toBeVisible();
  await waitFor(async () => expect(within(await row(1)).queryByText("Solved")).toBeNull());
});

test("who may change nothing has nothing to choose", async () => {
  server.use(me());
  renderRoute("/inbox/mine");
  await row(1);

  await userEvent.keyboard("x");

  expect(selected()).toBe(0);
  expect(screen.getByRole("listbox")).not.toHaveAttribute("aria-multiselectable");
});
