import { fireEvent, screen, waitFor } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { beforeEach, expect, test } from "vitest";
import { aTicket, listing, me, surroundings } from "@/testing/inbox";
import { renderRoute } from "@/testing/renderRoute";
import { server } from "@/testing/server";

const HEIGHT = 86;
const many = Array.from({ length: 400 }, (_, index) =>
  aTicket({ id: `7b0c2f6e-0000-4000-8000-000000001${String(index).padStart(3, "0")}`, subject: `Ticket ${index}.` }),
);

beforeEach(() =>
  server.use(me({ abilities: { "ticket.view": true, "ticket.edit": true } }), ...surroundings(), listing(...many)),
);

async function opened() {
  renderRoute("/inbox/mine");
  await screen.findByRole("option", { name: /Ticket 0\./ });
  return screen.getByRole("listbox", { name: "Tickets" });
}

/** This row at the upper edge. */
async function scrolledTo(list: HTMLElement, row: number) {
  list.scrollTop = row * HEIGHT;
  fireEvent.scroll(list);
  await screen.findByRole("option", { name: new RegExp(`Ticket ${row}\\.`) });
}

const positions = (options: readonly Element[]) =>
  options.map((option) => Number(option.getAttribute("aria-posinset")));

test("scrolling fills the nodes of rows anew, and tells readers the order of the list", async () => {
  const list = await opened();
  await scrolledTo(list, 100);
  const before = new Set(screen.getAllByRole("option"));

  await scrolledTo(list, 113);
  await scrolledTo(list, 227);

  const options = screen.getAllByRole("option");
  expect(options.filter((option) => !before.has(option))).toEqual([]);
  const owned = (list.getAttribute("aria-owns") ?? "").split(" ").map((id) => document.getElementById(id) as Element);
  expect(new Set(owned)).toEqual(new Set(options));
  const first = 227 - 8 + 1;
  expect(positions(owned)).toEqual(options.map((_, index) => first + index));
  expect(options.every((option) => option.getAttribute("aria-setsize") === "400")).toBe(true);
});

test("what is chosen and where the keys stand stay with the ticket, whichever node shows it", async () => {
  const list = await opened();
  const chosen = screen.getByRole("option", { name: /Ticket 2\./ });
  list.focus();
  await userEvent.keyboard("{ArrowDown}{ArrowDown} ");
  expect(list).toHaveAttribute("aria-activedescendant", chosen.id);
  expect(chosen).toHaveAttribute("aria-selected", "true");

  await scrolledTo(list, 300);
  expect(screen.queryByRole("option", { selected: true })).toBeNull();
  expect(list).not.toHaveAttribute("aria-activedescendant");

  await scrolledTo(list, 5);
  const again = screen.getByRole("option", { name: /Ticket 2\./ });
  expect(again).toHaveAttribute("aria-selected", "true");
  await waitFor(() => expect(list).toHaveAttribute("aria-activedescendant", again.id));
});

test("a click chooses the ticket it falls on after the nodes went round", async () => {
  const list = await opened();
  await scrolledTo(list, 250);

  fireEvent.click(screen.getByText("Ticket 251."), { ctrlKey: true });

  expect(screen.getByRole("option", { selected: true })).toHaveAccessibleName(/Ticket 251\./);
});
