import { t } from "@lingui/core/macro";
import type { Here } from "@/live/company";
import classes from "./Faces.module.css";
import hidden from "./hidden.module.css";
import { PersonAvatar } from "./PersonAvatar";

const SHOWN = 3;

/** What one colleague does at a ticket, as one sentence. */
export function doingWords({ name, doing }: Here) {
  if (doing === "replying") return t`${name} is replying`;
  if (doing === "noting") return t`${name} is writing a note`;
  return t`${name} is viewing`;
}

/** The colleagues who are at something now: a ring for looking, an amber ring for writing, and the words for both. */
export function Faces({ people }: { people: readonly Here[] }) {
  if (people.length === 0) return null;
  const more = people.length - SHOWN;
  return (
    <span className={classes.faces}>
      {people.slice(0, SHOWN).map((one) => (
        <span key={one.id} title={doingWords(one)} className={classes.face}>
          <PersonAvatar name={one.name} size={18} ring={one.doing === "viewing" ? "viewing" : "writing"} />
          <span className={hidden.hidden}>{doingWords(one)}</span>
        </span>
      ))}
      {more > 0 && <span className={classes.more}>+{more}</span>}
    </span>
  );
}
