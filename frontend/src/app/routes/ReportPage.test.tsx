import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { PaginatedDrillRowList, Productivity } from "@/api/generated/types.gen";
import { surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { aDrillRow, anAgent, aReport } from "@/testing/reports";
import { server } from "@/testing/server";

const ADDRESS = "/reports/agent-productivity";
const three = [1, 2, 3].map(aDrillRow);

function reporting(report: Productivity) {
  const asked: URLSearchParams[] = [];
  server.use(
    http.get("*/api/v1/reports/agent-productivity/", () => HttpResponse.json<Productivity>(report)),
    http.get("*/api/v1/reports/rows/", ({ request }) => {
      asked.push(new URL(request.url).searchParams);
      return HttpResponse.json<PaginatedDrillRowList>({ next: null, previous: null, results: three });
    }),
  );
  return asked;
}

beforeEach(() => server.use(...surroundings()));

test("a number opens as many rows as it says, and the opened list has an address", async () => {
  const asked = reporting(aReport([anAgent({ solved: 3 })], { solved: 3 }));
  const { router } = renderRoute(ADDRESS);

  await userEvent.click(await screen.findByRole("button", { name: "Petr Svoboda, Solved: 3, show" }));

  const rows = await screen.findByRole("list", { name: "What was counted" });
  expect(within(rows).getAllByRole("listitem")).toHaveLength(3);
  expect(await screen.findByText("3 rows")).toBeVisible();
  expect(router.state.location.search).toMatchObject({ drill: "solved.a1000000-0000-4000-8000-000000000001" });
  expect([asked[0]?.get("figure"), asked[0]?.get("agent")]).toEqual(["solved", "a1000000-0000-4000-8000-000000000001"]);
});

test("what was left out is said with its reasons and opens as many rows", async () => {
  const left_out = [
    { kind: "received", reason: "outbound", label: "Opened by an agent", count: 2 },
    { kind: "call", reason: "closed", label: "Outside opening hours", count: 1 },
  ];
  const asked = reporting({ ...aReport([anAgent()]), left_out });
  renderRoute(ADDRESS);

  const line = await screen.findByRole("button", {
    name: "Left out: Opened by an agent (2), Outside opening hours (1)",
  });
  await userEvent.click(line);

  expect(await screen.findByRole("dialog", { name: "Left out" })).toBeVisible();
  expect(await screen.findByText("3 rows")).toBeVisible();
  expect(asked[0]?.get("figure")).toBe("left_out");
});

test("the address of an opened number opens it for a colleague", async () => {
  reporting(aReport([anAgent({ solved: 3 })], { solved: 3 }));

  renderRoute(`${ADDRESS}?drill=solved`);

  expect(await screen.findByRole("dialog", { name: "Everybody: Solved" })).toBeVisible();
  expect(await screen.findByText("3 rows")).toBeVisible();
});

test("no case is a dash with its reason and opens nothing, none is a zero", async () => {
  reporting(aReport([anAgent()]));

  renderRoute(ADDRESS);

  expect((await screen.findAllByText("nothing to count in this period"))[0]).toBeVisible();
  expect(screen.queryByRole("button", { name: /First reply, median: –/ })).toBeNull();
  expect(screen.getByRole("button", { name: "Petr Svoboda, Solved: 0, show" })).toBeVisible();
});

test("a preset puts its days into the address", async () => {
  reporting(aReport([anAgent()]));
  const { router } = renderRoute(`${ADDRESS}?from=2026-11-01&to=2026-11-05`);

  await userEvent.click(await screen.findByRole("button", { name: /^Period: / }));
  await userEvent.click(await screen.findByRole("button", { name: "Yesterday" }));

  await waitFor(() => {
    const { from, to } = router.state.location.search as { from?: string; to?: string };
    expect(from).toBe(to);
    expect(from).not.toBe("2026-11-01");
  });
});
