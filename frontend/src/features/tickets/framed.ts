import latinExt from "@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url";
import latin from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url";
import DOMPurify from "dompurify";
import { foldQuotes } from "./foldQuotes";

const POLICY = (files: string) =>
  `default-src 'none'; img-src ${files} data:; style-src 'unsafe-inline'; font-src ${window.location.origin}; form-action 'none'; base-uri 'none'`;

const font = (file: string, range: string) =>
  `@font-face{font-family:"Inter Variable";font-weight:100 900;font-display:swap;src:url("${file}");unicode-range:${range}}`;

const STYLE = (dark: boolean) => `
${font(new URL(latinExt, window.location.origin).href, "U+0100-02BA,U+1E00-1E9F")}
${font(new URL(latin, window.location.origin).href, "U+0000-00FF,U+2000-206F,U+20AC,U+2122,U+2212")}
html{color-scheme:${dark ? "dark" : "light"}}
body{margin:0;font:400 14px/1.5 "Inter Variable",system-ui,sans-serif;color:${dark ? "#e3e7ef" : "#1b2130"};
background:transparent;overflow-wrap:anywhere}
body>:first-child{margin-top:0}body>:last-child{margin-bottom:0}
p{margin:0 0 .6em}img{max-width:100%;height:auto}table{max-width:100%}pre{white-space:pre-wrap}
a{color:${dark ? "#b9c2ff" : "#3e4ab0"}}
blockquote{margin:.5em 0;padding-left:10px;border-left:2px solid ${dark ? "#333b4c" : "#d3d8e0"};
color:${dark ? "#98a2b6" : "#5d6676"}}
summary{display:inline-block;cursor:pointer;font-size:12px;padding:1px 8px;border-radius:5px;
border:1px solid ${dark ? "#333b4c" : "#d3d8e0"}}`;

/** Colours a sender chose for white paper; on a dark page they would be dark on dark. */
const COLOURS = /(?:^|;)\s*(?:color|background(?:-color)?)\s*:[^;]*/gi;

/** The files host of this organization: the only place pictures may come from. */
const filesOrigin = () => `${window.location.protocol}//files.${window.location.host}`;

/** A whole document for the frame: cleaned again, long quotes folded, links opening elsewhere. */
export function framed(html: string, { dark, showQuoted }: { dark: boolean; showQuoted: string }) {
  const body = DOMPurify.sanitize(html, {
    RETURN_DOM: true,
    FORBID_TAGS: [
      "style",
      "form",
      "input",
      "button",
      "svg",
      "math",
      "iframe",
      "object",
      "embed",
      "link",
      "meta",
      "base",
    ],
    FORBID_ATTR: ["id", "class", "srcset", "action", "formaction"],
    ALLOW_DATA_ATTR: false,
  }) as HTMLElement;

  for (const link of body.querySelectorAll("a[href]")) {
    link.setAttribute("target", "_blank");
    link.setAttribute("rel", "noopener noreferrer nofollow");
  }
  if (dark)
    for (const styled of body.querySelectorAll<HTMLElement>("[style], [bgcolor], [color]")) {
      styled.setAttribute("style", (styled.getAttribute("style") ?? "").replace(COLOURS, ""));
      styled.removeAttribute("bgcolor");
      styled.removeAttribute("color");
    }
  foldQuotes(body, showQuoted);
  const policy = POLICY(filesOrigin());
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><style>${STYLE(dark)}</style></head><body>${body.innerHTML}</body></html>`;
}
