import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, it } from "vitest";

const lib = join(import.meta.dirname, "..", "lib");

/** A file of the library, as a path below `lib`, with what it imports: such paths, or package names. */
interface Source {
  file: string;
  imports: string[];
}

const sources: Source[] = readdirSync(lib, { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".ts") && !/^(dist|node_modules)\//.test(file))
  .map((file) => ({ file, imports: importsOf(file) }));

function importsOf(file: string): string[] {
  const { module } = parseSync(file, readFileSync(join(lib, file), "utf8"));
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ moduleRequest }) => (moduleRequest === null ? [] : [moduleRequest.value])),
  );
  const imported = module.staticImports.map(({ moduleRequest }) => moduleRequest.value);
  return [...imported, ...exported].map((name) =>
    name.startsWith(".") ? relative(lib, join(lib, dirname(file), name)) : name,
  );
}

function violations(from: RegExp, forbidden: RegExp): string[] {
  return sources
    .filter(({ file }) => from.test(file))
    .flatMap(({ file, imports }) =>
      imports.filter((name) => forbidden.test(name)).map((name) => `${file} imports ${name}`),
    );
}

const walls: [sentence: string, from: RegExp, forbidden: RegExp][] = [
  ["lab-error imports nothing", /^lab-error\.ts$/, /./],
  [
    "the CRM and the Hub know nothing of the API, the course or the grader",
    /^(crm|rehearsal\/hub)\//,
    /^(rehearsal\/api|course|grader|session|cli)\//,
  ],
  [
    "the emulator knows nothing of the course, the session, the grader or the Hub",
    /^rehearsal\/api\//,
    /^(course\/(?!json\.ts)|session|grader|cli|rehearsal\/hub)/,
  ],
  [
    "the emulator reaches MCP through the client only",
    /^rehearsal\/api\//,
    /^@modelcontextprotocol\/(?!client)/,
  ],
  [
    "a judge imports no emulator, no file system, no process",
    /^course\/judge\//,
    /^(node:|rehearsal|session|notebook|grader|cli|course\/drive)/,
  ],
  [
    "only the grader, the commands and the drives start processes",
    /^(?!grader\/|cli\/|course\/drive\/)/,
    /^(node:)?child_process$/,
  ],
  [
    "what a catalog is worth is decided without a world",
    /^resources\//,
    /^(node:|@|course|session|rehearsal|crm|notebook|grader|cli)/,
  ],
  [
    "what a sketch is worth, and what it is exported as, is decided without a world",
    /^sketch\/(?!write-export\.ts)/,
    /^(node:|@|course|session\/(?!draw\/plain-text)|rehearsal\/(?!hub\/tool-names)|crm|grader|cli)/,
  ],
  ["the reference answers are imported by later lessons only", /^(?!reference)/, /^reference/],
  [
    "what is drawn is data in, text out",
    /^session\/draw\//,
    /^(node:(?!crypto)|rehearsal|notebook|cli|grader)/,
  ],
];

describe("the walls of the house", () => {
  it.each(walls)("%s", (_sentence, from, forbidden) => {
    expect(violations(from, forbidden)).toEqual([]);
  });

  it("sees the imports that it is about", () => {
    expect(violations(/^cli\/node-process\.ts$/, /^node:child_process$/)).toHaveLength(1);
    expect(violations(/^course\/drive\//, /^rehearsal\//).length).toBeGreaterThan(0);
  });
});
