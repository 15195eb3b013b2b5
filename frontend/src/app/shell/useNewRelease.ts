import { useEffect, useRef, useState } from "react";
import { useConnection } from "@/live/useConnection";

const ENTRY = "script[type=module][src]";

/** True once the server hands out another build than the one that runs here; a release restarts it, so it is asked when the socket is back. */
export function useNewRelease() {
  const connection = useConnection();
  const wasLost = useRef(false);
  const [isThere, setThere] = useState(false);

  useEffect(() => {
    if (connection === "lost") wasLost.current = true;
    if (connection !== "open" || !wasLost.current) return;
    wasLost.current = false;
    isAnotherBuild().then(setThere, () => {}); // away again: asked at the next return
  }, [connection]);

  return isThere;
}

async function isAnotherBuild() {
  const answer = await fetch(window.location.href, { headers: { accept: "text/html" }, cache: "no-store" });
  if (!answer.ok || answer.redirected) return false; // the page of somebody who has to sign in first
  const theirs = entryOf(new DOMParser().parseFromString(await answer.text(), "text/html"));
  return theirs !== null && theirs !== entryOf(document);
}

/** The script a page begins with; its name carries the hash of the build. */
const entryOf = (page: Document) => page.querySelector(ENTRY)?.getAttribute("src") ?? null;
