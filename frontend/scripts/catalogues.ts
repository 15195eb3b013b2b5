/** Fails when a catalogue misses a translation, or when the source has messages the catalogues do not know. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const LANGUAGES = ["en", "cs", "pl", "lv"] as const;

type Entry = { id: string; text: string; fuzzy: boolean };

const unquoted = (lines: readonly string[]) => lines.map((line) => JSON.parse(line) as string).join("");

function entries(file: string): Entry[] {
  return readFileSync(file, "utf8")
    .split(/\n{2,}/)
    .map((block) => {
      const part = (name: string) => {
        const found = new RegExp(`^${name} ((?:".*"\\n?)+)`, "m").exec(block)?.[1];
        return found ? unquoted(found.trim().split("\n")) : "";
      };
      const context = part("msgctxt");
      return {
        id: context ? `${context} | ${part("msgid")}` : part("msgid"),
        text: part("msgstr"),
        fuzzy: /^#,.*fuzzy/m.test(block),
      };
    })
    .filter((entry) => entry.id !== "");
}

/** The catalogues as extracting from the source right now would leave them. */
function extracted(): Map<string, Set<string>> {
  const copy = mkdtempSync(join(tmpdir(), "catalogues-"));
  try {
    for (const name of ["src", "lingui.config.ts", "package.json", "tsconfig.json"])
      cpSync(join(ROOT, name), join(copy, name), { recursive: true });
    symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
    execFileSync(process.execPath, [join(ROOT, "node_modules/@lingui/cli/dist/lingui.js"), "extract", "--clean"], {
      cwd: copy,
      stdio: "pipe",
    });
    return new Map(
      LANGUAGES.map((language) => [
        language,
        new Set(entries(join(copy, `src/locales/${language}.po`)).map((entry) => entry.id)),
      ]),
    );
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const problems: string[] = [];
const now = extracted();
for (const language of LANGUAGES) {
  const kept = entries(join(ROOT, `src/locales/${language}.po`));
  const known = new Set(kept.map((entry) => entry.id));
  for (const id of now.get(language) ?? []) if (!known.has(id)) problems.push(`${language}: not extracted: ${id}`);
  for (const id of known) if (!now.get(language)?.has(id)) problems.push(`${language}: no longer used: ${id}`);
  for (const { id, text, fuzzy } of kept) if (text === "" || fuzzy) problems.push(`${language}: not translated: ${id}`);
}
if (problems.length > 0) {
  console.error(problems.slice(0, 60).join("\n"));
  console.error(`${problems.length} problems in the catalogues. Run: npm run extract, then translate.`);
  process.exit(1);
}
console.log(`Catalogues are complete: ${now.get("en")?.size} messages in ${LANGUAGES.length} languages.`);
