import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { useMe } from "@/api/useMe";
import { type Shortcut, useShortcuts } from "../shortcuts";
import type { Playback } from "./Playback";

/** The player's keys, the same wherever a recording is heard. Null while there is no sound. */
export function usePlayerKeys(playback: Playback | null) {
  const { t } = useLingui();
  const group = t`Player`;
  const key = (keys: string, name: string, run: (sound: Playback) => void): Shortcut => ({
    keys,
    name,
    group,
    disabled: playback === null,
    run: () => playback && run(playback),
  });
  useShortcuts([
    key("ArrowLeft", t`5 seconds back`, (sound) => sound.skip(-5)),
    key("ArrowRight", t`5 seconds forward`, (sound) => sound.skip(5)),
    key("Shift+ArrowLeft", t`1 second back`, (sound) => sound.skip(-1)),
    key("Shift+ArrowRight", t`1 second forward`, (sound) => sound.skip(1)),
    key(",", t`Slower`, (sound) => sound.stepRate(-1)),
    key(".", t`Faster`, (sound) => sound.stepRate(1)),
    key("i", t`Range begins here`, (sound) => sound.markIn()),
    key("o", t`Range ends here`, (sound) => sound.markOut()),
    key("l", t`Loop the range`, (sound) => sound.toggleLoop()),
    key("s", t`Skip silence`, (sound) => sound.toggleSilence()),
  ]);
  useSpace(playback);
}

const OWN_SPACE = "button, a, input, textarea, select, summary, [role=tab], [role=slider], [contenteditable=true]";

/** Space plays and pauses wherever it has no meaning of its own; on an answer of a scorecard it has none. */
function useSpace(playback: Playback | null) {
  const { shortcuts } = useMe();
  useEffect(() => {
    if (playback === null || !shortcuts) return;
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== " " || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const target = event.target instanceof HTMLElement ? event.target : null;
      const isAnswer = target?.closest('[role="radio"]') != null;
      if (target?.closest("[role=dialog]") || (!isAnswer && target?.closest(OWN_SPACE))) return;
      event.preventDefault();
      playback.toggle();
    };
    window.addEventListener("keydown", pressed);
    return () => window.removeEventListener("keydown", pressed);
  }, [playback, shortcuts]);
}
