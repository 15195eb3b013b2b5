import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { PaginatedReviewRowList, ReviewQueue, Work } from "@/api/generated/types.gen";
import { me, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

const HOST = "http://localhost/api/v1/reviews/";

const aWork = (title: string): Work => ({
  subject: { kind: "ticket", id: title, title, ticket_id: title, call_id: null },
  department: { id: "d1", name: "Billing" },
  agent: { id: "a1", name: "Eva Nowak" },
  worked_at: "2026-11-18T09:00:00Z",
});

const queueOf = (results: Work[], next: string | null = null): ReviewQueue => ({
  week_starts_at: "2026-11-15T23:00:00Z",
  submitted_this_week: 0,
  results,
  next,
  previous: null,
});

/** The queue in pages, and drafts in pages of one. */
function pages({ queue, drafts = [] }: { queue: Work[][]; drafts?: string[] }) {
  const placeIn = (url: string) => Number(new URL(url).searchParams.get("cursor") ?? 0);
  const next = (path: string, place: number, all: readonly unknown[]) =>
    place + 1 < all.length ? `${HOST}${path}?cursor=${place + 1}` : null;
  server.use(
    http.get("*/api/v1/reviews/queue/", ({ request }) => {
      const place = placeIn(request.url);
      return HttpResponse.json<ReviewQueue>(queueOf(queue[place] ?? [], next("queue/", place, queue)));
    }),
    http.get("*/api/v1/reviews/", ({ request }) => {
      const place = placeIn(request.url);
      const title = drafts[place];
      const subject = { kind: "ticket", id: title, title, ticket_id: title, call_id: null };
      const draft = { id: title, subject, state: "draft", submitted_at: null, agent: { id: "a1", name: "Eva Nowak" } };
      return HttpResponse.json<PaginatedReviewRowList>({
        results: (title ? [draft] : []) as PaginatedReviewRowList["results"],
        next: next("", place, drafts),
        previous: null,
      });
    }),
  );
}

beforeEach(() =>
  server.use(
    me({ abilities: { "review.write": true } }),
    http.get("*/api/v1/scorecards/", () =>
      HttpResponse.json({
        next: null,
        previous: null,
        results: [{ id: "s1", name: "Conversations", subject_kind: "ticket" }],
      }),
    ),
    ...surroundings(),
  ),
);

test("the queue goes on by keyboard, and the focus with it, until nothing is left", async () => {
  pages({ queue: [[aWork("First")], [aWork("Second")], [aWork("Third")]] });
  renderRoute("/quality/queue");
  await screen.findByText("First");
  expect(screen.queryByText(/Beyond your draw/)).toBeNull();

  (await screen.findByRole("button", { name: "Show more" })).focus();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByRole("button", { name: "Review Second" })).toHaveFocus());
  expect(screen.getByText(/Beyond your draw/)).toBeVisible();

  await userEvent.tab();
  expect(screen.getByRole("button", { name: "Show more" })).toHaveFocus();
  await userEvent.keyboard("{Enter}");
  await waitFor(() => expect(screen.getByRole("button", { name: "Review Third" })).toHaveFocus());
  expect(screen.queryByRole("button", { name: "Show more" })).toBeNull();
  expect(screen.getByText("First")).toBeVisible();
});

test("every draft of one's own can be reached", async () => {
  pages({ queue: [[]], drafts: ["Refund", "Outage"] });
  renderRoute("/quality/queue");
  await screen.findByText("Refund");

  await userEvent.click(screen.getByRole("button", { name: "Show more" }));

  await waitFor(() => expect(screen.getByRole("link", { name: /Outage/ })).toHaveFocus());
});
