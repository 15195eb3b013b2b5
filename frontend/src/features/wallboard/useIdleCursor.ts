import { useEffect, useState } from "react";

const IDLE_MS = 5000;

/** True when nobody has moved the mouse for a while: the pointer would only stand in front of a number. */
export function useIdleCursor() {
  const [idle, setIdle] = useState(false);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const moved = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), IDLE_MS);
    };
    moved();
    window.addEventListener("pointermove", moved);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointermove", moved);
    };
  }, []);

  return idle;
}
