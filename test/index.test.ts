import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { PROJECT } from "./cli/temporary-project.ts";

/** What Shift+Tab in a notebook shows docstrings of: the declarations that lead from index.ts. */
function declarations(from: string): Map<string, string> {
  const found = new Map<string, string>();
  const open = [from];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (found.has(path)) continue;
    const text = readFileSync(path, "utf8");
    found.set(path, text);
    for (const [, name = ""] of text.matchAll(/(?:from|import\()\s*"(\.[^"]+)\.[jt]s"/g))
      open.push(join(dirname(path), `${name}.d.ts`));
  }
  return found;
}

test("docstrings of what a cell may use read well as they are: no tag in braces", () => {
  const all = declarations(join(PROJECT, "lib", "dist", "index.d.ts"));
  expect(all.size).toBeGreaterThan(30);
  const tags = [...all].flatMap(([path, text]) =>
    [...text.matchAll(/.*\{@.*/g)].map(([line]) => `${path}: ${line.trim()}`),
  );
  expect(tags).toEqual([]);
});
