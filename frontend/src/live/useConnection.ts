import { useEffect, useState, useSyncExternalStore } from "react";
import { live } from "./socket";

const QUIET_MS = 3000;

export const useConnection = () => useSyncExternalStore(live.watch, () => live.connection);

/** True when the connection has been away for longer than a hiccup. */
export function useConnectionLost() {
  const connection = useConnection();
  const [lost, setLost] = useState(false);

  useEffect(() => {
    if (connection !== "lost") {
      setLost(false);
      return;
    }
    const timer = setTimeout(() => setLost(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, [connection]);

  return lost;
}
