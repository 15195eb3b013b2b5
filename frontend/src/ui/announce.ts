const regions = { polite: "announce-polite", assertive: "announce-assertive" } as const;

/** Says something to screen readers through the application's one polite or one assertive region. */
export function announce(message: string, how: keyof typeof regions = "polite") {
  const region = document.getElementById(regions[how]);
  if (!region) return;
  region.textContent = "";
  // An empty moment in between makes the same words count as news again.
  setTimeout(() => {
    region.textContent = message;
  }, 50);
}
