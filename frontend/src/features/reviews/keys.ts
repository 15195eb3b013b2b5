/** What a key means while a review is open. */
export type ReviewKey =
  | { does: "toggle" | "comment" | "markIn" | "markOut" | "loop" | "silence" | "complete" }
  | { does: "skip"; seconds: number }
  | { does: "speed"; step: 1 | -1 }
  | { does: "move"; step: 1 | -1 }
  | { does: "answer"; key: string };

type Pressed = Pick<KeyboardEvent, "key" | "shiftKey" | "ctrlKey" | "metaKey" | "altKey">;

const SINGLE: Record<string, ReviewKey> = {
  " ": { does: "toggle" },
  ",": { does: "speed", step: -1 },
  ".": { does: "speed", step: 1 },
  c: { does: "comment" },
  i: { does: "markIn" },
  o: { does: "markOut" },
  l: { does: "loop" },
  s: { does: "silence" },
  arrowup: { does: "move", step: -1 },
  arrowdown: { does: "move", step: 1 },
};

const ANSWERS = /^[0-5yn]$/;

/** The meaning of one key press, or null when it is none of ours and must go its normal way. */
export function reviewKey(pressed: Pressed): ReviewKey | null {
  const command = pressed.ctrlKey || pressed.metaKey;
  if (command) return pressed.key === "Enter" && !pressed.altKey ? { does: "complete" } : null;
  if (pressed.altKey) return null;
  const key = pressed.key.toLowerCase();
  if (key === "arrowleft") return { does: "skip", seconds: pressed.shiftKey ? -1 : -5 };
  if (key === "arrowright") return { does: "skip", seconds: pressed.shiftKey ? 1 : 5 };
  if (pressed.shiftKey) return null;
  return ANSWERS.test(key) ? { does: "answer", key } : (SINGLE[key] ?? null);
}

/** Whether this element takes the typing itself; then single keys belong to it. */
export function takesTyping(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  if (element.isContentEditable || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement)
    return true;
  const silent = ["radio", "checkbox", "button", "submit", "range"];
  return element instanceof HTMLInputElement && !silent.includes(element.type);
}

/** A button or link elsewhere keeps its own Space; an answer in the scorecard gives it to the player. */
export function keepsSpace(element: EventTarget | null): boolean {
  if (!(element instanceof HTMLElement)) return false;
  return element.closest("button, a, summary, [role=tab], [role=slider]") !== null && element.closest("[data-criterion]") === null;
}
