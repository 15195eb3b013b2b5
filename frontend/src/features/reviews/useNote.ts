import { useEffect, useRef, useState } from "react";

const PAUSE_MS = 800;

/** Text being typed, saved after a pause, on leaving the field, and when the field goes away. */
export function useNote(saved: string, save: (text: string) => void) {
  const [text, setText] = useState(saved);
  const dirty = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(save);
  useEffect(() => {
    latest.current = save;
  });

  const flush = useRef(() => {
    clearTimeout(timer.current);
    if (dirty.current !== null) latest.current(dirty.current);
    dirty.current = null;
  }).current;

  useEffect(() => {
    if (dirty.current === null) setText(saved);
  }, [saved]);

  useEffect(() => {
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [flush]);

  const type = (next: string) => {
    setText(next);
    dirty.current = next;
    clearTimeout(timer.current);
    timer.current = setTimeout(flush, PAUSE_MS);
  };
  return { text, type, flush };
}
