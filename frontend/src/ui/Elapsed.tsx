import { useEffect, useRef } from "react";
import { playDuration } from "./formats";
import { onSecond, serverNow } from "./time";

const secondsSince = (moment: string) => (serverNow() - Date.parse(moment)) / 1000;

/** Time since a moment by the server's clock, ticking without rendering anything and without being read out. */
export function Elapsed({ since, className }: { since: string; className?: string | undefined }) {
  const text = useRef<HTMLSpanElement>(null);

  useEffect(() => {
    const write = () => {
      if (text.current) text.current.textContent = playDuration(secondsSince(since));
    };
    write();
    return onSecond(write);
  }, [since]);

  return (
    <span ref={text} className={className} role="timer" aria-live="off">
      {playDuration(secondsSince(since))}
    </span>
  );
}
