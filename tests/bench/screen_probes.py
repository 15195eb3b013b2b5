"""What a page is asked to measure of itself. All moments are the page's own clock, in milliseconds."""

# Before any script of the page: the largest paint so far, and how long each interaction took to its next paint.
OBSERVERS = """
window.largest = 0;
new PerformanceObserver((list) => { for (const entry of list.getEntries()) window.largest = entry.startTime; })
  .observe({ type: "largest-contentful-paint", buffered: true });
window.interactions = new Map();
new PerformanceObserver((list) => {
  for (const { interactionId, duration } of list.getEntries())
    if (interactionId) window.interactions.set(
      interactionId, Math.max(duration, window.interactions.get(interactionId) ?? 0));
}).observe({ type: "event", buffered: true, durationThreshold: 16 });
"""

INTERACTIONS = "() => [...window.interactions.values()]"

# Scrolls as far as `pixels` in every frame; how long each frame took, and the most rows that were there at once.
SCROLL = """
([selector, pixels, frames]) => new Promise((resolve) => {
  const place = document.querySelector(selector);
  const took = [];
  let before = null, most = 0;
  const frame = (at) => {
    if (before !== null) took.push(at - before);
    before = at;
    most = Math.max(most, document.querySelectorAll("[role=option]").length);
    if (took.length === frames) return resolve({ took, most, reached: place.scrollTop });
    place.scrollTop += pixels;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
})
"""

# The same on a page of bare lines: what this machine's browser can do at all just now.
BARE = """
const place = document.createElement("div");
place.id = "bare";
place.style.cssText = "height: 800px; overflow: auto";
place.innerHTML = Array.from({ length: 2000 }, (_, n) => `<p style="height: 70px">Row ${n}</p>`).join("");
document.body.append(place);
"""

# From the click on the row at this place to the frame in which that ticket's number and first words are shown.
OPEN = """
([place, number, words]) => new Promise((resolve) => {
  const shown = () => [...document.querySelectorAll("header span")].some((one) => one.textContent === number)
    && document.querySelector("[role=log]")?.textContent.includes(words);
  const began = performance.now();
  const watch = new MutationObserver(() => {
    if (!shown()) return;
    watch.disconnect();
    requestAnimationFrame(() => resolve(performance.now() - began));
  });
  watch.observe(document.body, { subtree: true, childList: true, characterData: true });
  document.querySelectorAll("[role=option]")[place].click();
})
"""

# From the key that opens the palette to the moment its field takes the next key.
PALETTE = """
() => {
  window.paletteTook = new Promise((resolve) => {
    let began;
    addEventListener("keydown", () => { began = performance.now(); }, { capture: true, once: true });
    const look = ({ target }) => {
      if (!target.matches("input")) return;
      removeEventListener("focusin", look);
      resolve(performance.now() - began);
    };
    addEventListener("focusin", look);
  });
}
"""

ASSIGN = """
async ([id, assignee]) => {
  const { version } = await (await fetch(`/api/v1/tickets/${id}/`)).json();
  const headers = {
    "content-type": "application/json",
    "idempotency-key": crypto.randomUUID(),
    "X-CSRFToken": /csrftoken=([^;]+)/.exec(document.cookie)[1],
  };
  const body = JSON.stringify({ version, assignee_id: assignee });
  const answer = await fetch(`/api/v1/tickets/${id}/assign/`, { method: "POST", headers, body });
  if (!answer.ok) throw new Error(await answer.text());
  return Date.now() / 1000;
}
"""
