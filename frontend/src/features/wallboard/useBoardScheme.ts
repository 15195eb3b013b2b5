import { useState } from "react";

const KEY = "kvalita-board-scheme";

/** A wallboard is dark whatever its viewer likes elsewhere, unless this very screen was told otherwise. */
export function useBoardScheme() {
  const [dark, setDark] = useState(() => localStorage.getItem(KEY) !== "light");
  const toggle = () => {
    localStorage.setItem(KEY, dark ? "light" : "dark");
    setDark(!dark);
  };
  return { dark, toggle };
}
