import { act, screen, within } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test, vi } from "vitest";
import { listing, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";
import { clearNews } from "@/ui/news";
import { notify, notifyProblem } from "@/ui/notify";

beforeEach(() => {
  clearNews();
  server.use(listing(), ...surroundings());
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
