import { useEffect } from "react";

/** The browser tab's name: the page first, so that many tabs can be told apart. */
export function usePageTitle(title: string) {
  useEffect(() => {
    document.title = `${title} · Kvalita`;
  }, [title]);
}
