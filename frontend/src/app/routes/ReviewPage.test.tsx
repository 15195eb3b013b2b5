import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { MarkInput, Review } from "@/api/generated/types.gen";
import { aMessage, aTicket, aTicketDetail, conversation, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { aCriterion, aMark, aReview, aScorecard } from "@/testing/reviews";
import { server } from "@/testing/server";

const greeting = aCriterion({ id: "c1", name: "Greeting" });
const empathy = aCriterion({ id: "c2", name: "Empathy", scale: { kind: "points", lowest: 1, highest: 5 } });
const open = aReview({ scorecard: aScorecard([greeting, empathy]) });

type Sent = { criterion: string; body: MarkInput };

/** Plays the server: keeps marks, and remembers what was sent. */
function reviewing(start: Review) {
  const sent: Sent[] = [];
  let review = start;
  server.use(
    ...conversation(aTicketDetail(aTicket({ id: start.subject.id }) as never), aMessage()),
    http.get(`*/api/v1/reviews/${start.id}/`, () => HttpResponse.json<Review>(review)),
    http.put(`*/api/v1/reviews/${start.id}/marks/:criterion/`, async ({ params, request }) => {
      const body = (await request.json()) as MarkInput;
      const criterion = String(params.criterion);
      sent.push({ criterion, body });
      const others = review.marks.filter((mark) => mark.criterion_id !== criterion);
      review = {
        ...review,
        version: review.version + 1,
        marks: [...others, aMark({ ...body, criterion_id: criterion })],
      };
      return HttpResponse.json<Review>(review);
    }),
  );
  return sent;
}

const answers = async (criterion: string) => within(await screen.findByRole("radiogroup", { name: criterion }));

beforeEach(() => {
  localStorage.clear();
  server.use(...surroundings());
});

test("the arrows walk the criteria and keys answer the one in focus, without leaving the scorecard", async () => {
  const sent = reviewing(open);
  renderRoute(`/quality/reviews/${open.id}`);
  await answers("Greeting");

  await userEvent.keyboard("{ArrowDown}y{ArrowDown}4");

  await waitFor(() =>
    expect(sent.map(({ criterion, body }) => [criterion, body.value])).toEqual([
      ["c1", 1],
      ["c2", 4],
    ]),
  );
  expect((await answers("Empathy")).getByRole("radio", { name: "4" })).toHaveAttribute("aria-checked", "true");
});

test("a key of the other scale answers nothing, and 0 is not applicable", async () => {
  const sent = reviewing(open);
  renderRoute(`/quality/reviews/${open.id}`);
  await answers("Greeting");

  await userEvent.keyboard("{ArrowDown}50");

  await waitFor(() => expect(sent.map(({ body }) => body.not_applicable)).toEqual([true]));
});

test("letters typed into a note stay letters", async () => {
  const sent = reviewing(open);
  renderRoute(`/quality/reviews/${open.id}`);
  await answers("Greeting");
  await userEvent.click(screen.getByRole("button", { name: "Note on “Greeting”" }));

  await userEvent.type(screen.getByRole("textbox", { name: "Note on “Greeting”" }), "yes, no 3");

  await waitFor(() => expect(sent.map(({ body }) => [body.value, body.note])).toEqual([[null, "yes, no 3"]]));
});

test("a failed critical criterion says its effect at once and asks for the cause", async () => {
  const identity = aCriterion({ name: "Identity verified", critical: "form" });
  const review = aReview({ scorecard: aScorecard([identity]) });
  reviewing(review);
  renderRoute(`/quality/reviews/${review.id}`);

  await userEvent.click((await answers("Identity verified critical")).getByRole("radio", { name: "No" }));

  expect(await screen.findByText("This fails the whole review.")).toBeVisible();
  expect(screen.getAllByLabelText("Root cause of “Identity verified”")[0]).toBeVisible();
});

test("completing lists what is missing and goes to the first of it", async () => {
  reviewing(open);
  renderRoute(`/quality/reviews/${open.id}`);
  await answers("Greeting");

  await userEvent.keyboard("{Control>}{Enter}{/Control}");

  expect(await screen.findByRole("alert")).toHaveTextContent("2 things are still missing:");
  expect((await answers("Greeting")).getByRole("radio", { name: "Yes" })).toHaveFocus();
});

test("a mark that never arrived is sent again on the next visit", async () => {
  const sent = reviewing(open);
  const kept = { ...aMark({ value: 1 }), criterion_id: undefined, saved_at: undefined };
  localStorage.setItem(`kvalita-unsent-marks-${open.id}`, JSON.stringify({ c1: kept }));

  renderRoute(`/quality/reviews/${open.id}`);

  await waitFor(() => expect(sent.map(({ criterion, body }) => [criterion, body.value])).toEqual([["c1", 1]]));
  await waitFor(() => expect(localStorage.getItem(`kvalita-unsent-marks-${open.id}`)).toBeNull());
});
