import { useLingui } from "@lingui/react/macro";
import { playDuration, spokenDuration } from "./formats";
import { serverNow, useSecond } from "./time";

/** A length of time: in words ("6 h 12 min") or as a recording's length ("4:32"); "–" when there is none. */
export function Duration({ seconds, as = "words" }: { seconds: number | null | undefined; as?: "words" | "play" }) {
  const { i18n } = useLingui();
  if (seconds === null || seconds === undefined) return <>–</>;
  return <>{as === "play" ? playDuration(seconds) : spokenDuration(seconds, i18n.locale)}</>;
}

/** The time since a moment, counting. Not announced: it changes every second. */
export function RunningDuration({ since, as = "words" }: { since: string; as?: "words" | "play" }) {
  useSecond();
  return (
    <span role="timer" aria-live="off">
      <Duration seconds={Math.max(0, (serverNow() - Date.parse(since)) / 1000)} as={as} />
    </span>
  );
}
