import { act, screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test, vi } from "vitest";
import type { Alert, AlertsRetrieveResponse, AlertsSeenData } from "@/api/generated/types.gen";
import { aMe, listing, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { liveLink, server } from "@/testing/server";
import { clearNews } from "@/ui/news";
import { notify, notifyProblem } from "@/ui/notify";

beforeEach(() => {
  clearNews();
  server.use(listing(), ...surroundings());
});

const ROUTER: Alert = {
  id: 1,
  kind: "assigned",
  at: "2026-11-18T09:00:00Z",
  who: "Jana Králová",
  seen: false,
  ticket: { id: "7b0c2f6e-0000-4000-8000-000000000009", number: 7, subject: "Router restarts" },
  review_id: null,
};
const REVIEW: Alert = {
  ...ROUTER,
  id: 2,
  kind: "reviewed",
  at: "2026-11-18T10:00:00Z",
  ticket: null,
  review_id: "99999999-0000-4000-8000-000000000001",
};

test("what happened to one's work comes by the socket, is counted until it was looked at, and leads there", async () => {
  const seen: AlertsSeenData["body"][] = [];
  server.use(
    http.get("*/api/v1/alerts/", () => HttpResponse.json<AlertsRetrieveResponse>({ unseen: 1, results: [ROUTER] })),
    http.post("*/api/v1/alerts/seen/", async ({ request }) => {
      seen.push((await request.json()) as AlertsSeenData["body"]);
      return HttpResponse.json<AlertsRetrieveResponse>({
        unseen: 0,
        results: [REVIEW, ROUTER].map((one) => ({ ...one, seen: true })),
      });
    }),
  );
  const { router } = renderRoute("/inbox/mine");
  await screen.findByRole("button", { name: /1 new.*Alerts/ });

  liveLink.broadcast(
    JSON.stringify({
      type: "snapshot",
      topic: `alerts.${aMe().id}`,
      version: 2,
      data: { unseen: 2, results: [REVIEW, ROUTER] },
    }),
  );
  await userEvent.click(await screen.findByRole("button", { name: /2 new.*Alerts/ }));
  const list = await screen.findByRole("dialog");
  expect(await within(list).findByText(/by Jana Králová/)).toBeVisible();
  expect(within(list).getByText(/Jana Králová assigned it to you/)).toBeVisible();
  await userEvent.click(within(list).getByRole("link", { name: "#7 Router restarts" }));

  await waitFor(() => expect(router.state.location.pathname).toBe(`/inbox/all/${ROUTER.ticket?.id}`));
  expect(await screen.findByRole("button", { name: "Alerts" })).toBeVisible();
  expect(seen).toEqual([{ up_to: REVIEW.at }]);
});

test("every toast is in the list as well, counted until it was looked at, and undone there just as well", async () => {
  const undo = vi.fn();
  renderRoute("/inbox/mine");
  await screen.findByRole("heading", { name: "All done" });
  act(() => {
    notify("#1 is solved", { undo });
    notifyProblem({ code: "x", status: 422, detail: "That cannot be done." });
  });

  await userEvent.click(await screen.findByRole("button", { name: /2 new.*Alerts/ }));
  const list = await screen.findByRole("dialog");
  expect(await within(list).findByText(/That cannot be done/)).toBeVisible();
  await userEvent.click(within(list).getByRole("button", { name: "Undo" }));

  expect(undo).toHaveBeenCalledTimes(1);
  expect(within(list).queryByRole("button", { name: "Undo" })).toBeNull();
  await userEvent.keyboard("{Escape}");
  expect(await screen.findByRole("button", { name: "Alerts" })).toBeVisible();
});
