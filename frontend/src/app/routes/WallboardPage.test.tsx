import { act, screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Wallboard } from "@/api/generated/types.gen";
import { aBoard } from "@/testing/board";
import { surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { liveLink, server } from "@/testing/server";

const overdue = (count: number) =>
  aBoard({ tickets: { waiting: 3, longest_waiting_since: null, due_soon: 0, overdue: count, open: 9 } });

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  server.use(
    ...surroundings(),
    http.get("*/api/v1/live/wallboard/", () => HttpResponse.json<Wallboard>(overdue(4))),
  );
});
afterEach(() => vi.useRealTimers());

test("figures that nothing confirms any more are no longer called live", async () => {
  renderRoute("/live");
  expect(await screen.findByText("Live")).toBeVisible();

  await act(() => vi.advanceTimersByTimeAsync(13_500));

  expect(screen.queryByText("Live")).toBeNull();
  expect(screen.getByText(/^Last update /)).toBeVisible();
});

test("a snapshot from the socket replaces the figures", async () => {
  renderRoute("/live");
  expect(await screen.findByText("4")).toBeVisible();
  await waitFor(() => expect(liveLink.clients.size).toBeGreaterThan(0));

  liveLink.broadcast(JSON.stringify({ type: "snapshot", topic: "wallboard.all", version: 2, data: overdue(7) }));

  expect(await screen.findByText("7")).toBeVisible();
});

test("nothing to count is a dash with its reason, not a zero", async () => {
  renderRoute("/live");

  expect(await screen.findByText("no calls yet today")).toBeVisible();
  expect(screen.getByText("no answers yet today")).toBeVisible();
});
