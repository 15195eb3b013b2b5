import { screen, waitFor, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { HttpResponse, http } from "msw";
import { beforeEach, expect, test } from "vitest";
import type { PaginatedDrillRowList, Productivity } from "@/api/generated/types.gen";
import { me, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { aDefinition, aDrillRow, anAgent, aReport } from "@/testing/reports";
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

test("who may not take figures out is not offered the file", async () => {
  reporting(aReport([anAgent()]));

  renderRoute(ADDRESS);

  expect(await screen.findByRole("button", { name: "Print" })).toBeVisible();
  expect(screen.queryByRole("link", { name: "Download CSV" })).toBeNull();
});

test("the file has the filters of the screen", async () => {
  reporting(aReport([anAgent()]));
  server.use(me({ abilities: { "report.view": true, "export.run": true } }));

  renderRoute(`${ADDRESS}?from=2026-11-01&to=2026-11-05&clock=business`);

  const link = await screen.findByRole("link", { name: "Download CSV" });
  const { pathname, searchParams } = new URL(link.getAttribute("href") ?? "", "http://any");
  expect(pathname).toBe("/api/v1/reports/agent-productivity/export/");
  expect(Object.fromEntries(searchParams)).toMatchObject({ from: "2026-11-01", to: "2026-11-05", clock: "business" });
});

test("the question mark beside a figure explains that figure, at an address", async () => {
  reporting(aReport([anAgent()]));
  const explained: string[] = [];
  server.use(
    http.get("*/api/v1/reports/definitions/:code/", ({ params }) => {
      explained.push(String(params.code));
      return HttpResponse.json(aDefinition({ code: String(params.code), name: "Talk time" }));
    }),
  );
  const { router } = renderRoute(ADDRESS);

  const [mark] = await screen.findAllByRole("button", { name: "How is this counted: Talk time, mean?" });
  await userEvent.click(mark as HTMLElement);

  expect(await screen.findByRole("heading", { name: "Talk time" })).toBeVisible();
  expect(explained).toEqual(["talk"]);
  expect(router.state.location.search).toMatchObject({ how: "talk" });
});

test("the order of the table stands in the address", async () => {
  const [few, many] = ["Ana", "Bo"].map((name, index) =>
    anAgent({ agent: { id: `a100000${index}-0000-4000-8000-000000000001`, name }, replies: index, solved: 1 - index }),
  ) as [ReturnType<typeof anAgent>, ReturnType<typeof anAgent>];
  reporting(aReport([few, many]));
  renderRoute(`${ADDRESS}?sort=-replies`);

  const table = await screen.findByRole("table", { name: "Agents" });

  expect(within(table).getByRole("columnheader", { name: /^Replies/ })).toHaveAttribute("aria-sort", "descending");
  expect(
    within(table)
      .getAllByRole("rowheader")
      .map((cell) => cell.textContent),
  ).toEqual(["Everybody, 2 agents", expect.stringContaining("Bo"), expect.stringContaining("Ana")]);
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
