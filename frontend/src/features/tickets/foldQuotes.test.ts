import { describe, expect, test } from "vitest";
import { foldQuotes } from "./foldQuotes";

const HEADER =
  "<p><b>Od:</b> Podpora &lt;podpora@example.com&gt;<br><b>Odesláno:</b> pondělí 13. října 2025 9:14<br>" +
  "<b>Komu:</b> Eva<br><b>Předmět:</b> Faktura</p>";

/** What stays in sight, and what is behind the press; "" when nothing is folded. */
function folded(html: string) {
  document.body.innerHTML = html;
  foldQuotes(document.body, "Show");
  const details = document.body.querySelector("details");
  details?.querySelector("summary")?.remove();
  const behind = details?.textContent ?? "";
  const all = document.body.querySelectorAll("details").length;
  details?.remove();
  return { inSight: (document.body.textContent ?? "").trim(), behind: behind.trim(), all };
}

describe("folds what the program put below", () => {
  test.each([
    [
      "Gmail",
      "<div>Ano.</div><br><div><div>po 13. 10. 2025 v 9:14 Podpora &lt;<a>p@x.example</a>&gt; napsal:<br></div>" +
        "<blockquote style='margin:0 0 0 .8ex;border-left:1px solid #ccc'>Dobrý den</blockquote></div>",
    ],
    [
      "Apple",
      "Ano.<div><br><blockquote><div>2025. gada 14. okt., A &lt;a@x&gt; rakstīja:</div>Labdien</blockquote></div>",
    ],
    ["Thunderbird", "<p>Ano.</p><div>W dniu 13.10.2025 o 09:14, Pomoc pisze:<br></div><blockquote>Dzień</blockquote>"],
    ["a line in the open", "Ano.<br>On 1. 2. 2025, <a>p@x</a> wrote:<br><blockquote>Hello</blockquote>"],
    [
      "Seznam",
      "Ano.<br>---------- Původní e-mail ----------<br>Od: P &lt;p@x&gt;<br>Komu: e@x<br>Datum: 13. 10. 2025<br>" +
        "Předmět: Re: Faktura<br><blockquote>Dobrý den</blockquote>",
    ],
    ["Outlook", `<div><p>Ano.</p><div style="border-top:solid #E1E1E1 1pt">${HEADER}</div><p>Dobrý den</p></div>`],
    ["Outlook on the web", `<div>Ano.</div><hr><div><div>${HEADER}</div></div><div>Dobrý den</div>`],
  ])("%s", (_program, html) => {
    const { inSight, behind, all } = folded(html);

    expect(inSight).toBe("Ano.");
    expect(behind.length).toBeGreaterThan(4);
    expect(all).toBe(1);
  });

  test("a quote above the answer", () => {
    expect(folded("<p>On 1. 2. 2025 Eva wrote:</p><blockquote>Hello?</blockquote><p>Yes.</p>").inSight).toBe("Yes.");
  });
});

describe("leaves in sight", () => {
  test.each([
    ["answers between quoted lines", "<blockquote>When?</blockquote><p>Today.</p><blockquote>Where?</blockquote>Here."],
    ["nothing but a quote", "<blockquote>Only this</blockquote>"],
    ["a forwarded mail alone", `<div>${HEADER}<p>Text</p></div>`],
    ["a paragraph moved to the right", "<p>A</p><blockquote style='margin:0 0 0 40px;border:none'>B</blockquote>"],
    ["bold words with colons", "<p><b>Name:</b> Eva</p><p><b>Problem:</b> none</p><p>Thanks</p>"],
  ])("%s", (_what, html) => {
    expect(folded(html).all).toBe(0);
  });

  test("no word is lost", () => {
    const { inSight, behind } = folded(`<div><p>One <b>two</b></p><div>${HEADER}</div><p>three</p></div>tail`);

    expect(`${inSight} ${behind}`).toMatch(/One two.*Od:.*three.*tail/s);
  });
});

test("a quote in a quote in a quote, four hundred times, folds once and in no time", () => {
  const start = performance.now();

  expect(folded(`Ano.${"<blockquote>x".repeat(400)}${"</blockquote>".repeat(400)}`).all).toBe(1);
  expect(performance.now() - start).toBeLessThan(3000);
});
