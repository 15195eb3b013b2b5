import { screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { ReviewsCreateData, ScorecardsListResponse } from "@/api/generated/types.gen";
import { aMe, aMessage, aTicket, aTicketDetail, conversation, listing, me, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { aReview } from "@/testing/reviews";
import { server } from "@/testing/server";

const NAME = "Review this conversation";
const SOMEBODY = { id: "a1", name: "Petr Svoboda" };
const scorecards: ScorecardsListResponse["results"] = [
  { id: "calls", name: "Calls", subject_kind: "call", version_number: 1, criteria: 1, pass_mark_percent: 85 },
  { id: "talks", name: "Conversations", subject_kind: "ticket", version_number: 1, criteria: 1, pass_mark_percent: 85 },
] as never;

beforeEach(() => server.use(...surroundings()));

function solvedBy(assignee: { id: string; name: string } | null, abilities: Record<string, boolean>) {
  const ticket = aTicketDetail(aTicket({ status: "solved", assignee }) as never);
  server.use(me({ abilities: { "ticket.view": true, ...abilities } }), listing(), ...conversation(ticket, aMessage()));
  renderRoute(`/inbox/solved/${ticket.id}`);
  return ticket;
}

test("a reviewer begins to judge the solved ticket that is open, by the scorecard of conversations", async () => {
  const sent: ReviewsCreateData["body"][] = [];
  const ticket = solvedBy(SOMEBODY, { "review.write": true });
  server.use(
    http.get("*/api/v1/scorecards/", () => HttpResponse.json({ next: null, previous: null, results: scorecards })),
    http.post("*/api/v1/reviews/", async ({ request }) => {
      sent.push((await request.json()) as ReviewsCreateData["body"]);
      return HttpResponse.json(aReview(), { status: 201 });
    }),
  );

  await userEvent.click(await screen.findByRole("button", { name: NAME }));

  await waitFor(() => expect(sent).toEqual([{ scorecard_id: "talks", ticket_id: ticket.id }]));
});

test.each([
  ["who may not judge", SOMEBODY, { "review.write": false }],
  ["whose own work it is", { id: aMe().id, name: aMe().name }, { "review.write": true }],
  ["when nobody did the work", null, { "review.write": true }],
])("there is nothing to press for somebody %s", async (_who, assignee, abilities) => {
  solvedBy(assignee, abilities);
  await screen.findByText("Where is my refund?");

  expect(screen.queryByRole("button", { name: NAME })).toBeNull();
});
