const escaped = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Plain text as paragraphs: an empty line parts them, a single break stays one. */
export const asHtml = (text: string) =>
  text === ""
    ? ""
    : text
        .split(/\n{2,}/)
        .map((paragraph) => `<p>${escaped(paragraph).replaceAll("\n", "<br>")}</p>`)
        .join("");
