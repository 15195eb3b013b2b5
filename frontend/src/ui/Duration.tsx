import { useLingui } from "@lingui/react/macro";
import { playDuration, spokenDuration } from "./formats";

/** A length of time: in words ("6 h 12 min") or as a recording's length ("4:32"); "–" when there is none. */
export function Duration({ seconds, as = "words" }: { seconds: number | null | undefined; as?: "words" | "play" }) {
  const { i18n } = useLingui();
  if (seconds === null || seconds === undefined) return <>–</>;
  return <>{as === "play" ? playDuration(seconds) : spokenDuration(seconds, i18n.locale)}</>;
}
