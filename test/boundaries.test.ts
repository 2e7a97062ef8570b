import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const lib = join(import.meta.dirname, "..", "lib");

/** A file of the library, as a path below `lib`, with what it imports: such paths, or package names. */
interface Source {
  file: string;
  imports: string[];
}

const sources: Source[] = readdirSync(lib, { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll(sep, "/"))
  .filter((file) => /\.c?ts$/.test(file) && !/^(dist|node_modules)\//.test(file))
  .map((file) => ({ file, imports: importsOf(file, readFileSync(join(lib, file), "utf8")) }));

/** All that a file imports and exports from elsewhere, types included, and by `import()`. */
function importsOf(file: string, text: string): string[] {
  const { module } = parseSync(file, text);
  const names = [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      text.slice(start, end).replaceAll(/^["'`]|["'`]$/g, ""),
    ),
  ];
  return names.map((name) =>
    name.startsWith(".")
      ? relative(lib, join(lib, dirname(file), name)).replaceAll(sep, "/")
      : name,
  );
}

/** The rooms from the ground up: an import goes down, or stays in its room. */
const FLOORS = [
  "templates/",
  "base/",
  "wire/",
  "markup/",
  "subjects/",
  "services/",
  "notebook/",
  "exercises/",
  "lessons/",
  "draw/",
  "session/",
  "index.ts",
  "browser/",
  "grader/",
  "cli/",
  "maintain/",
  // The front door knows every command.
  "cli/main.ts",
];

function floorOf(file: string): number {
  return FLOORS.findLastIndex((room) => file.startsWith(room));
}

function importsUp(house: readonly Source[]): string[] {
  return house.flatMap(({ file, imports }) =>
    imports
      .filter((name) => floorOf(name) > floorOf(file))
      .map((name) => `${file} imports ${name}`),
  );
}

/** The files that import each other, directly or through others. */
function circles(house: readonly Source[]): string[] {
  const importsBy = new Map(house.map(({ file, imports }) => [file, imports]));
  const reachable = (from: string): Set<string> => {
    const seen = new Set(importsBy.get(from));
    for (const file of seen) for (const name of importsBy.get(file) ?? []) seen.add(name);
    return seen;
  };
  return house.map(({ file }) => file).filter((file) => reachable(file).has(file));
}

function violations(house: readonly Source[], from: RegExp, forbidden: RegExp): string[] {
  return house
    .filter(({ file }) => from.test(file))
    .flatMap(({ file, imports }) =>
      imports.filter((name) => forbidden.test(name)).map((name) => `${file} imports ${name}`),
    );
}

/** What may not be imported from where, and an import that would break it. */
const walls: [sentence: string, from: RegExp, forbidden: RegExp, planted: Source][] = [
  [
    "the CRM knows no other service",
    /^services\/crm\//,
    /^services\/(?!crm\/)/,
    { file: "services/crm/x.ts", imports: ["services/hub/hub.ts"] },
  ],
  [
    "the Hub knows no other service",
    /^services\/hub\//,
    /^services\/(?!hub\/)/,
    { file: "services/hub/x.ts", imports: ["services/messages-api/turn.ts"] },
  ],
  [
    "the emulator knows no other service",
    /^services\/messages-api\//,
    /^services\/(?!messages-api\/)/,
    { file: "services/messages-api/x.ts", imports: ["services/hub/hub.ts"] },
  ],
  [
    "the emulator reaches MCP through the client only",
    /^services\/messages-api\//,
    /^@modelcontextprotocol\/(?!client)/,
    { file: "services/messages-api/x.ts", imports: ["@modelcontextprotocol/server"] },
  ],
  [
    "a judge imports no service, file system, clock or process, and no exercise's drive",
    /\.judge\.ts$/,
    /^(node:|services\/|notebook\/|exercises\/world|lessons\/(?!.*\.judge\.ts))/,
    { file: "lessons/00-x/y.judge.ts", imports: ["node:fs"] },
  ],
  [
    "only notebook, grader, commands and upkeep start processes",
    /^(?!notebook\/|grader\/|cli\/|maintain\/)/,
    /^(node:)?child_process$/,
    { file: "exercises/x.ts", imports: ["node:child_process"] },
  ],
  [
    "what is not handed out is imported by no file that is",
    /^(?!.*\.hidden\.ts$)/,
    /\.hidden\.ts$/,
    { file: "lessons/00-x/index.ts", imports: ["lessons/00-x/y.hidden.ts"] },
  ],
  [
    "a session knows how to have an answer examined, not how it is judged",
    /^session\//,
    /^lessons\/(?!examine\.ts)/,
    { file: "session/x.ts", imports: ["lessons/00-x/y.judge.ts"] },
  ],
  [
    "what a catalog is worth is decided without a world",
    /^subjects\/resources\//,
    /^(node:|@)/,
    { file: "subjects/resources/x.ts", imports: ["node:fs"] },
  ],
  [
    "what a sketch is worth, and what it is exported as, is decided without a world",
    /^subjects\/sketch\/(?!write-export\.ts)/,
    /^(node:|@)/,
    { file: "subjects/sketch/x.ts", imports: ["node:fs"] },
  ],
  [
    "what a server is worth is decided without a world",
    /^subjects\/server-rules\//,
    /^(node:|@)/,
    { file: "subjects/server-rules/x.ts", imports: ["node:fs"] },
  ],
  [
    "the page in the browser is put together by upkeep, and used by nobody else",
    /^(?!browser\/|maintain\/)/,
    /^browser\//,
    { file: "cli/x.ts", imports: ["browser/kernel.ts"] },
  ],
  [
    "the page in the browser uses nothing of Node, and no lesson",
    /^browser\/page\//,
    /^(node:|lessons\/|services\/|index\.ts)/,
    { file: "browser/page/x.ts", imports: ["node:fs"] },
  ],
  [
    "what is drawn is data in, text out",
    /^(draw|markup)\//,
    /^(node:(?!crypto)|services\/|notebook\/)/,
    { file: "draw/x.ts", imports: ["node:fs"] },
  ],
];

describe("the walls of the house", () => {
  it("hold every file on a floor", () => {
    expect(sources.map(({ file }) => file).filter((file) => floorOf(file) < 0)).toEqual([]);
  });

  it("let no import go up a floor", () => {
    expect(importsUp(sources)).toEqual([]);
    const planted = { file: "wire/x.ts", imports: ["base/json.ts", "session/show.ts"] };
    expect(importsUp([...sources, planted])).toEqual(["wire/x.ts imports session/show.ts"]);
  });

  it("let no files import each other", () => {
    expect(circles(sources)).toEqual([]);
    const planted = [
      { file: "base/x.ts", imports: ["base/y.ts"] },
      { file: "base/y.ts", imports: ["base/x.ts"] },
    ];
    expect(circles([...sources, ...planted])).toEqual(["base/x.ts", "base/y.ts"]);
  });

  it.each(walls)("%s", (_sentence, from, forbidden, planted) => {
    expect(violations(sources, from, forbidden)).toEqual([]);
    expect(violations([planted], from, forbidden)).toHaveLength(1);
  });

  it("see each kind of import", () => {
    const text = `
      import a from "./a.ts";
      import type { B } from "./b.ts";
      export { c } from "./c.ts";
      export type * from "./d.ts";
      const e = await import("./e.ts");
      import "node:fs";`;
    expect(importsOf("wire/x.ts", text).toSorted()).toEqual(
      ["a", "b", "c", "d", "e"]
        .map((name) => `wire/${name}.ts`)
        .concat("node:fs")
        .toSorted(),
    );
    expect(violations(sources, /^lessons\//, /^services\//).length).toBeGreaterThan(0);
  });
});
