/** Fails when src/api/generated is not what openapi.json says. */
import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "..");
const GENERATED = "src/api/generated";

function contents(directory: string): Map<string, string> {
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return new Map(
    files.map((file) => {
      const path = join(file.parentPath, file.name);
      return [path.slice(directory.length), readFileSync(path, "utf8")];
    }),
  );
}

const copy = mkdtempSync(join(tmpdir(), "client-"));
try {
  for (const name of ["openapi.json", "openapi-ts.config.ts", "package.json", "tsconfig.json"])
    cpSync(join(ROOT, name), join(copy, name));
  symlinkSync(join(ROOT, "node_modules"), join(copy, "node_modules"));
  execFileSync(process.execPath, [join(ROOT, "node_modules/@hey-api/openapi-ts/bin/run.js")], {
    cwd: copy,
    stdio: "pipe",
  });
  const fresh = contents(join(copy, GENERATED));
  const kept = contents(join(ROOT, GENERATED));
  const differing = [...new Set([...fresh.keys(), ...kept.keys()])].filter((name) => fresh.get(name) !== kept.get(name));
  if (differing.length > 0) {
    console.error(`The generated client is stale: ${differing.join(", ")}. Run: npm run client`);
    process.exit(1);
  }
  console.log("The generated client is fresh.");
} finally {
  rmSync(copy, { recursive: true, force: true });
}
