import { useEffect, useRef, useSyncExternalStore } from "react";
import { tinykeys } from "tinykeys";

export type Shortcut = {
  /** As tinykeys writes it: "j", "g i", "$mod+Enter", "[Shift]+?". */
  keys: string;
  /** What it does, for the sheet and the palette. */
  name: string;
  /** Where it stands on the sheet. */
  group: string;
  run: (event: KeyboardEvent) => void;
  /** Offered as an action in the palette. Moving keys (J, K) are not. */
  palette?: boolean;
  disabled?: boolean;
  /** Of two with the same keys the higher one works: what lies over the page answers before the page. */
  level?: number;
};

const registered = new Map<symbol, readonly Shortcut[]>();
const watchers = new Set<() => void>();
let all: readonly Shortcut[] = [];
let singleKeys = true;
let stop: (() => void) | undefined;

const typing = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || target.closest("input, textarea, select, [contenteditable=true]") !== null);

/** Inside a dialog or an open menu the letters belong to it. */
const elsewhere = (target: EventTarget | null) =>
  target instanceof HTMLElement && target.closest("[role=dialog], [role=menu], [role=combobox]") !== null;

function handler(shortcut: Shortcut) {
  const chord = shortcut.keys.includes("$mod");
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (!chord && (!singleKeys || typing(event.target) || elsewhere(event.target))) return;
    event.preventDefault();
    shortcut.run(event);
  };
}

/** Of several with the same keys only the one that answers: highest level first, then the last registered. */
function winners(shortcuts: readonly Shortcut[]) {
  const byKeys = new Map<string, Shortcut>();
  for (const one of shortcuts) if ((byKeys.get(one.keys)?.level ?? 0) <= (one.level ?? 0)) byKeys.set(one.keys, one);
  return shortcuts.filter((one) => byKeys.get(one.keys) === one);
}

function rebuild() {
  all = winners([...registered.values()].flat().filter((shortcut) => !shortcut.disabled));
  stop?.();
  stop = tinykeys(window, Object.fromEntries(all.map((one) => [one.keys, handler(one)])), { ignore: () => false });
  for (const watcher of watchers) watcher();
}

/** WCAG 2.1.4: keys without Ctrl or Cmd can be switched off by the person. */
export function setSingleKeys(on: boolean) {
  singleKeys = on;
}

/** The shortcuts of one part of the page, for as long as it is there. The last registered wins. */
export function useShortcuts(shortcuts: readonly Shortcut[]) {
  const latest = useRef(shortcuts);
  latest.current = shortcuts;
  const shape = shortcuts.map((one) => `${one.keys}|${one.name}|${one.disabled === true}`).join("\n");

  // biome-ignore lint/correctness/useExhaustiveDependencies: registered again only when what is shown changes
  useEffect(() => {
    const id = Symbol();
    registered.set(
      id,
      latest.current.map((one, index) => ({ ...one, run: (event) => latest.current[index]?.run(event) })),
    );
    rebuild();
    return () => {
      registered.delete(id);
      rebuild();
    };
  }, [shape]);
}

function subscribe(watcher: () => void) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Everything that works on this screen now, for the `?` sheet and the palette. */
export const useAllShortcuts = () => useSyncExternalStore(subscribe, () => all);

const NAMES: Record<string, string> = {
  "[Shift]": "",
  Shift: "⇧",
  $mod: /Mac|iPhone|iPad/.test(navigator.platform) ? "⌘" : "Ctrl",
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

/** The caps to draw: "g i" is two strokes, "$mod+k" one stroke of two keys. */
export function keyCaps(keys: string): string[][] {
  return keys.split(" ").map((stroke) =>
    stroke
      .split("+")
      .map((key) => NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key))
      .filter(Boolean),
  );
}
