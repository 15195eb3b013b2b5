const MARK = "kvalita:reloaded-at";
const ONCE_IN_MS = 60_000;

/** A chunk of the previous release is gone: reload silently, but never in a loop. */
export function reloadOnceAfterRelease() {
  window.addEventListener("vite:preloadError", (event) => {
    const last = Number(sessionStorage.getItem(MARK));
    if (Date.now() - last < ONCE_IN_MS) return;
    event.preventDefault();
    sessionStorage.setItem(MARK, String(Date.now()));
    window.location.reload();
  });
}
