import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";

/** What Shift+Tab asks tslab for. */
interface Inspector {
  inspect: (
    before: string,
    source: string,
    position: number,
  ) => { displayParts?: { text: string }[] } | undefined;
  close: () => void;
}

const load = createRequire(import.meta.url);
const { createConverter }: { createConverter: (options: { isBrowser: boolean }) => Inspector } =
  load("tslab/dist/converter.js");
const inspector = createConverter({ isBrowser: false });
afterAll(() => inspector.close());

const solutions = join(import.meta.dirname, "..", "..", "solutions");

/** The types that the lessons import from the lab. */
function importedTypes(): string[] {
  const sources = readdirSync(solutions).filter((name) => name.endsWith(".ts"));
  const names = sources.flatMap((name) => {
    const source = readFileSync(join(solutions, name), "utf8");
    const imports = [...source.matchAll(/import (type )?\{([^}]*)\} from "mcp-lab"/g)];
    return imports.flatMap(([, all, list = ""]) =>
      list
        .split(",")
        .map((entry) => entry.trim())
        .filter((entry) => all !== undefined || entry.startsWith("type "))
        .map((entry) => entry.replace(/^type /, ""))
        .filter((entry) => entry !== ""),
    );
  });
  return [...new Set(names)];
}

// Of an interface tslab shows the name alone.
it("shows the fields of every type that a lesson names, under Shift+Tab", () => {
  const names = importedTypes();
  const source = `import type { ${names.join(", ")} } from "mcp-lab";`;
  const shown = names.map((name) => {
    const position = source.search(new RegExp(`\\b${name}\\b`)) + 1;
    const parts = inspector.inspect("", source, position)?.displayParts ?? [];
    return { name, text: parts.map(({ text }) => text).join("") };
  });
  const bare = shown.filter(({ text }) => !/^\(alias\) type \w+ = [^]*[{&]/.test(text));
  expect(names).toContain("TraceEvent");
  expect(bare).toEqual([]);
});
