import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync } from "oxc-parser";
import { expect, it } from "vitest";

const dist = join(import.meta.dirname, "..", "..", "lib", "dist");

/** What is loaded with a built file: paths below `dist`, and packages by name. */
function loadedWith(file: string, known: Set<string> = new Set()): Set<string> {
  if (known.has(file)) return known;
  known.add(file);
  const { module } = parseSync(file, readFileSync(join(dist, file), "utf8"));
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
  );
  for (const name of [...module.staticImports.map((one) => one.moduleRequest.value), ...exported]) {
    if (name.startsWith(".")) loadedWith(relative(dist, join(dist, dirname(file), name)), known);
    else known.add(name);
  }
  return known;
}

it("a notebook's first cell waits for no judge, no CRM, no rehearsed service and no SDK", () => {
  const later = /^(lessons\/|services\/(crm|hub|messages-api\/(?!toolset)))|^(@|node-sqlite)/;
  const loaded = [...loadedWith("index.js")];
  expect(loaded.filter((name) => later.test(name))).toEqual([]);
  expect(loaded).toContain("session/check.js");
});

it("sees what is loaded with a check", () => {
  const loaded = [...loadedWith("lessons/examine.js")];
  expect(loaded).toContain("lessons/00-start-here/ask.judge.js");
  expect(loaded).toContain("@modelcontextprotocol/client");
});
