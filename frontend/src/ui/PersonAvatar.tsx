import type { ReactNode } from "react";
import classes from "./PersonAvatar.module.css";

const HUES = 6;

function hueOf(text: string) {
  let hash = 7;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return (hash % HUES) + 1;
}

export function initials(name: string) {
  const words = name.trim().split(/\s+/).filter(Boolean);
  const first = words[0]?.[0] ?? "?";
  const last = words.length > 1 ? (words.at(-1)?.[0] ?? "") : "";
  return (first + last).toLocaleUpperCase();
}

type Props = { name: string; size?: 18 | 24 | 32 | 40; badge?: ReactNode; ring?: "viewing" | "writing" };

/** Initials in a colour of the person's own. Decoration: the name always stands beside it in words. */
export function PersonAvatar({ name, size = 32, badge, ring }: Props) {
  return (
    <span className={classes.root} data-size={size} data-hue={hueOf(name)} data-ring={ring} aria-hidden>
      {initials(name)}
      {badge && <span className={classes.badge}>{badge}</span>}
    </span>
  );
}
