import { createContext, useContext } from "react";

/** The zone of whoever is signed in; every time on the screen is told in it. */
export const ZoneContext = createContext(Intl.DateTimeFormat().resolvedOptions().timeZone);

export const useZone = () => useContext(ZoneContext);
