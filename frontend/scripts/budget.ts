/** What a person downloads for each page, gzip, against the budgets. Needs a build: `npm run build`. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

type Chunk = { file: string; src?: string; imports?: string[]; css?: string[]; isEntry?: boolean };

const DIST = join(import.meta.dirname, "../dist");
const KB = 1000;
const manifest = JSON.parse(readFileSync(join(DIST, ".vite/manifest.json"), "utf8")) as Record<string, Chunk>;

const size = (file: string) => gzipSync(readFileSync(join(DIST, file)), { level: 9 }).length;

/** The files of a chunk and of everything it imports at once. */
function closure(name: string, seen = new Set<string>()): Set<string> {
  if (seen.has(name)) return seen;
  seen.add(name);
  for (const imported of manifest[name]?.imports ?? []) closure(imported, seen);
  return seen;
}

const scripts = (names: Iterable<string>) => [...names].map((name) => manifest[name]?.file ?? "").filter(Boolean);
const sum = (files: readonly string[]) => files.reduce((total, file) => total + size(file), 0);

const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry);
if (!entry) throw new Error("The build has no entry.");
const shell = closure(entry);

/** What `name` needs beyond the shell and beyond `already`. */
function beyond(name: string, already: readonly string[] = []) {
  if (!manifest[name]) throw new Error(`The build has no ${name}.`);
  const has = new Set([...shell, ...already.flatMap((one) => [...closure(one)])]);
  return sum(scripts([...closure(name)].filter((one) => !has.has(one))));
}

const route = (page: string) => `src/app/routes/${page}Page.tsx`;
const TICKET = "src/app/routes/TicketPane.tsx";
const css = [...new Set(Object.values(manifest).flatMap((chunk) => chunk.css ?? []))];
const fonts = [...new Set(Object.values(manifest).map((chunk) => chunk.file))].filter((file) => file.endsWith(".woff2"));

const measured: [name: string, bytes: number, budget: number][] = [
  ["shell", sum(scripts(shell)), 165],
  ["inbox", beyond(route("Inbox")), 75],
  ["inbox, ticket open", beyond(route("Inbox")) + beyond(TICKET, [route("Inbox")]), 110],
  ["composer", beyond("src/features/composer/RichText.tsx", [route("Inbox"), TICKET]), 160],
  ["formatted message", beyond("src/features/tickets/MessageHtml.tsx", [route("Inbox"), TICKET]), 20],
  ["review", beyond(route("Review")), 95],
  ["wallboard", beyond(route("Wallboard")), 25],
  ["report", beyond(route("Report")), 175],
  ["styles of the shell", sum(manifest[entry]?.css ?? []), 25],
  ["styles of all pages", sum(css), 50], // no page loads all of them
  ["fonts", fonts.reduce((total, file) => total + statSync(join(DIST, file)).size, 0), 140],
];

let over = false;
for (const [name, bytes, budget] of measured) {
  const spent = bytes / KB;
  const bad = spent > budget;
  over ||= bad;
  console.log(`${bad ? "OVER" : "ok  "}  ${name.padEnd(22)} ${spent.toFixed(1).padStart(7)} of ${budget} kB`);
}
process.exit(over ? 1 : 0);
