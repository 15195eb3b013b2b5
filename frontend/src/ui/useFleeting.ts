import { useCallback, useEffect, useRef, useState } from "react";

/** A value that goes back to `rest` by itself a while after it was set. */
export function useFleeting<Value>(rest: Value, milliseconds: number) {
  const [value, setValue] = useState(rest);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const resting = useRef(rest);

  useEffect(() => () => clearTimeout(timer.current), []);
  const set = useCallback(
    (next: Value) => {
      clearTimeout(timer.current);
      setValue(next);
      timer.current = setTimeout(() => setValue(resting.current), milliseconds);
    },
    [milliseconds],
  );

  return [value, set] as const;
}
