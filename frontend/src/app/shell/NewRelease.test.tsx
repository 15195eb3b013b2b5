import { screen, waitFor } from "@testing-library/react";
import { HttpResponse, http } from "msw";
import { afterEach, beforeEach, expect, test } from "vitest";
import { aTicket, listing, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { liveLink, server } from "@/testing/server";

const OURS = "/static/app/assets/index-ours.js";
const SIGN_IN = new URL("/login/", window.location.href).href;
let asked = 0;

const pageOf = (entry: string) =>
  `<!doctype html><html><head><script type="module" src="${entry}"></script></head></html>`;

function served(answer: () => Response) {
  server.use(
    http.get(window.location.href, () => {
      asked += 1;
      return answer();
    }),
  );
}

/** As a restart of the server does it: every socket ends, and the tab comes back by itself. */
async function restart() {
  await waitFor(() => expect(liveLink.clients.size).toBeGreaterThan(0));
  for (const client of liveLink.clients) client.close(1012);
  await waitFor(() => expect(asked).toBeGreaterThan(0));
}

beforeEach(() => {
  asked = 0;
  const entry = document.createElement("script");
  entry.type = "module";
  entry.setAttribute("src", OURS);
  document.head.append(entry);
  server.use(...surroundings(), listing(aTicket()));
  server.use(http.get(SIGN_IN, () => HttpResponse.html(pageOf("/other.js"))));
});
afterEach(() => document.head.querySelector("script")?.remove());

test("a newer application is announced, and taken when the person likes", async () => {
  served(() => HttpResponse.html(pageOf("/static/app/assets/index-newer.js")));
  renderRoute("/inbox/open");

  await restart();

  expect(await screen.findByRole("button", { name: "Reload when you are ready" })).toBeVisible();
});

test.each([
  ["the same application", () => HttpResponse.html(pageOf(OURS))],
  ["an error page", () => HttpResponse.html(pageOf("/other.js"), { status: 503 })],
  ["the way to the sign-in page", () => HttpResponse.redirect(SIGN_IN, 302)],
  ["a page without the application", () => HttpResponse.html("<html></html>")],
])("%s is no news", async (_, answer) => {
  served(answer);
  renderRoute("/inbox/open");

  await restart();

  const bar = screen.findByRole("button", { name: "Reload when you are ready" }, { timeout: 400 });
  await expect(bar).rejects.toThrow();
});
