import { useEffect, useRef } from "react";

const tickers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** Calls back each second while the page is visible; one timer however many clocks a screen has. */
export function onSecond(tick: () => void): () => void {
  tickers.add(tick);
  timer ??= setInterval(() => {
    if (!document.hidden) for (const each of tickers) each();
  }, 1000);
  return () => {
    tickers.delete(tick);
    if (tickers.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };
}

/** 0:42, 14:20, 3:05:10. */
export function stopwatch(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, "0");
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}

type ElapsedProps = {
  since: string;
  /** Milliseconds of the server's clock, so that a wrong clock on a television does not show a wrong wait. */
  now: () => number;
  className?: string | undefined;
};

/** Time since a moment, ticking without rendering anything and without being read out. */
export function Elapsed({ since, now, className }: ElapsedProps) {
  const text = useRef<HTMLSpanElement>(null);
  const shown = () => stopwatch((now() - Date.parse(since)) / 1000);

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shown` only reads what is listed
  useEffect(() => {
    const write = () => {
      if (text.current) text.current.textContent = shown();
    };
    write();
    return onSecond(write);
  }, [since, now]);

  return (
    <span ref={text} className={className} role="timer" aria-live="off">
      {shown()}
    </span>
  );
}
