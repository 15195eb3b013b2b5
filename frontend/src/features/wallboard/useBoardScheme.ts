import { useEffect, useState } from "react";

const KEY = "kvalita-board-scheme";
const ATTRIBUTE = "data-mantine-color-scheme";

/** A wallboard is dark whatever its viewer likes elsewhere, unless this very screen was told otherwise. */
export function useBoardScheme() {
  const [dark, setDark] = useState(() => localStorage.getItem(KEY) !== "light");

  useEffect(() => {
    const page = document.documentElement;
    const before = page.getAttribute(ATTRIBUTE);
    page.setAttribute(ATTRIBUTE, dark ? "dark" : "light");
    return () => {
      if (before !== null) page.setAttribute(ATTRIBUTE, before);
    };
  }, [dark]);

  const toggle = () => {
    localStorage.setItem(KEY, dark ? "light" : "dark");
    setDark(!dark);
  };
  return { dark, toggle };
}
