const LABEL = /^[^\s:][^:]{0,24}:$/;
const MOST_LABELS = 300;
const LABELS_OF_A_MAIL = 3; // a sender, a date, and a recipient or subject
const DATED_OR_ADDRESSED = /\d|@/;
const BLOCK = "p, div, td, li, pre, section, article";
const LINES_ABOVE = 14;

/**
 * Folds what a mail program put below an answer: a quote with the line that introduces it, and what Outlook pastes
 * under a few bold labels. Answers between quoted lines stay, with the lines they answer; a message that is nothing
 * but a quote stays whole. Only looks at structure, so it works in every language.
 */
export function foldQuotes(body: HTMLElement, showQuoted: string) {
  const pasted = pastedMail(body);
  if (pasted && textBetween(body, null, pasted)) return fold(body, pasted, null, showQuoted);

  const quotes = [...body.querySelectorAll<HTMLElement>("blockquote")].filter(
    (quote) => !quote.parentElement?.closest("blockquote") && !isIndent(quote),
  );
  const starts = quotes.map((quote) => introduced(quote));
  if (quotes.some((quote, index) => index > 0 && textBetween(body, quotes[index - 1] ?? null, starts[index] ?? quote)))
    return;
  const [first, last] = [quotes[0], quotes[quotes.length - 1]];
  if (!first || !last) return;
  const isAllThereIs = !textBetween(body, null, starts[0] ?? first) && !textBetween(body, last, null);
  if (!isAllThereIs) fold(body, starts[0] ?? first, last, showQuoted);
}

/** The words between two nodes of the body; null is its beginning or end. */
function textBetween(body: HTMLElement, after: Node | null, before: Node | null) {
  const range = body.ownerDocument.createRange();
  range.selectNodeContents(body);
  if (after) range.setStartAfter(after);
  if (before) range.setEndBefore(before);
  return words(range.toString());
}

const words = (text: string | null) => (text ?? "").replace(/[\s\u200b\ufeff]+/g, " ").trim();

/** A quote drawn without a line is a paragraph somebody moved to the right. */
function isIndent(quote: HTMLElement) {
  const style = quote.getAttribute("style") ?? "";
  return /(?:^|;)\s*border(?:-left)?\s*:\s*(?:none|0(?:px)?)\s*(?:;|$)/i.test(style);
}

/** The block that begins with the sender, date and subject of an earlier mail under bold labels. */
function pastedMail(body: HTMLElement): Element | null {
  const labels = new Map<Element, number>();
  for (const bold of [...body.querySelectorAll("b, strong")].slice(0, MOST_LABELS)) {
    if (!LABEL.test(words(bold.textContent)) || bold.closest("blockquote")) continue;
    const block = bold.closest(BLOCK) ?? body;
    const text = words(block.textContent);
    const before = labels.get(block) ?? 0;
    if (block === body || (!before && !text.startsWith(words(bold.textContent)))) continue;
    labels.set(block, before + 1);
    if (labels.get(block) === LABELS_OF_A_MAIL && DATED_OR_ADDRESSED.test(text)) return outermost(block, body);
  }
  return null;
}

/** The frame around it that begins where it begins, and the line drawn above. */
function outermost(block: Element, body: HTMLElement): Element {
  let found = block;
  while (found.parentElement && found.parentElement !== body && !textBetween(found.parentElement, null, found))
    found = found.parentElement;
  const above = found.previousElementSibling;
  return above?.tagName === "HR" ? above : found;
}

/** Where the line above a quote begins that says whose words follow; the quote itself without one. */
function introduced(quote: HTMLElement): Node {
  let said = "";
  let start: Node | null = null;
  let node = quote.previousSibling;
  for (let seen = 0; node && seen < LINES_ABOVE; node = node.previousSibling, seen += 1) {
    const text = words(node.textContent);
    const isBlock = node instanceof Element && node.matches(BLOCK);
    if (start && (isBlock || node.nodeName === "BR")) break;
    if (!text) continue;
    if (!start && !text.endsWith(":")) return dashed(quote) ?? quote;
    start = node;
    said = `${text} ${said}`;
    if (isBlock) break;
  }
  return start && said.length < 400 && DATED_OR_ADDRESSED.test(said) ? start : quote;
}

/** The line of dashes some programs begin with, a few plain lines above the quote. */
function dashed(quote: HTMLElement): Node | null {
  let node = quote.previousSibling;
  for (let seen = 0; node && seen < LINES_ABOVE; node = node.previousSibling, seen += 1) {
    if (node instanceof Element && node.matches(BLOCK)) return null;
    if (/^-{3,}.{3,80}-{3,}$/.test(words(node.textContent))) return node;
  }
  return null;
}

/** Everything from `first` to `last` (or the end) goes behind a press. */
function fold(body: HTMLElement, first: Node, last: Node | null, showQuoted: string) {
  const page = body.ownerDocument;
  const range = page.createRange();
  range.selectNodeContents(body);
  range.setStartBefore(first);
  if (last) range.setEndAfter(last);
  const details = page.createElement("details");
  const summary = page.createElement("summary");
  summary.textContent = showQuoted;
  details.append(summary, range.extractContents());
  range.insertNode(details);
}
