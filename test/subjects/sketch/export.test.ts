import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseSync } from "oxc-parser";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readMcpConfig } from "../../../lib/subjects/config/mcp-config.ts";
import { literal } from "../../../lib/subjects/sketch/export/literal.ts";
import { code, mermaidLabel, plain } from "../../../lib/subjects/sketch/export/markdown.ts";
import { readPart } from "../../../lib/subjects/sketch/read-sketch.ts";
import { schemas } from "../../../lib/subjects/sketch/schema.ts";
import type { Sketch } from "../../../lib/subjects/sketch/sketch.ts";
import { textsOf } from "../../../lib/subjects/sketch/texts.ts";
import { exportOf } from "./exported.ts";
import { observatory } from "./own-sketch.ts";

const HOSTILE = [
  '"; process.exit(1); "',
  "`${process.exit(1)}`",
  "${HOME}",
  "*/ process.exit(1); /*",
  "\n]; import('node:fs'); [\n",
  "\\",
  "\\u0022",
  "\u2028 \u202E \u0000",
  "../../outside",
  "C:\\outside",
  "__proto__",
  "```\n# A heading\n- [ ] task",
  "| a | b |",
  '--> end["x"]; click a "javascript:alert(1)"',
  "<script>alert(1)</script>",
  "[x](javascript:alert(1))",
  "EVIL=1\nEVIL=2",
];

const hostile = fc
  .array(fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ unit: "binary", maxLength: 20 })), {
    minLength: 1,
    maxLength: 3,
  })
  .map((parts) => parts.join(" "));

/** What may not be chosen freely: the schema holds it to names and addresses. */
const NAMES =
  /(\.uri|^server\.name|tools\[\d+\]\.(name|errors.*|effect)|input\[\d+\]\.(name|type))$/;
const FIXED =
  /(sensitivity|transports\[\d+\]|audience\[\d+\]|size|resourcesVia|status|path|features\[\d+\]|history|\.code|^errors\[\d+\]\.(permission|who_can_fix)|^variables\[\d+\]\.name|errors\[\d+\])$/;

/** The observatory with this text in every place that the schema leaves to the learner. */
function sketchOf(words: string): Sketch {
  const copy: Sketch = structuredClone(observatory);
  const free = textsOf(observatory).filter(({ where }) => !NAMES.test(where) && !FIXED.test(where));
  for (const { where } of free) {
    const path = where.replaceAll("]", "").split(/[.[]/);
    const last = path.pop() ?? "";
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- walks a path that textsOf gave
    const holder = path.reduce<object>((at, name) => Reflect.get(at, name) as object, copy);
    Reflect.set(holder, last, words);
  }
  return copy;
}

/** Statements of a source, without what is in its texts. */
const shapeOf = (source: string): unknown => {
  const { program, errors } = parseSync("source.ts", source, { sourceType: "module" });
  expect(errors).toEqual([]);
  return JSON.parse(
    JSON.stringify(program, (key, value: unknown) =>
      ["start", "end", "value", "raw", "name"].includes(key) && typeof value !== "object"
        ? undefined
        : value,
    ),
  );
};

const sources = (sketch: Sketch): [string, string][] =>
  Object.entries(exportOf(sketch)).filter(([path]) => path.endsWith(".ts"));

/** What a document is made of, without its words. */
const outline = (document: string): unknown => ({
  lines: document.split("\n").length,
  marks: document.split("\n").map((line) => /^(#+ |```\w*|\||- |\d+\. |!\[)?/.exec(line)?.[0]),
  cells: document
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .map((line) => line.replaceAll(/\\\\/g, "").split(/(?<!\\)\|/).length),
  // Between backticks it is text.
  markup: /</.test(document.replaceAll(/(?<!`)(`+)(?!`).*?(?<!`)\1(?!`)/g, "")),
});

describe("an export of hostile texts", () => {
  const shapes = new Map(
    sources(sketchOf("plain words")).map(([path, source]) => [path, shapeOf(source)]),
  );

  it("puts no text where code is", () => {
    fc.assert(
      fc.property(hostile, (words) => {
        for (const [path, source] of sources(sketchOf(words))) {
          expect(shapeOf(source)).toEqual(shapes.get(path));
          expect(source.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        }
      }),
      { numRuns: 40 },
    );
  });

  it("keeps config, package and variables what they are", () => {
    fc.assert(
      fc.property(hostile, (words) => {
        const files = exportOf(sketchOf(words));
        expect(readMcpConfig(JSON.parse(files[".mcp.json.example"] ?? "")).status).toBe("valid");
        expect(JSON.parse(files["package.json"] ?? "")).toMatchObject({
          name: "observatory-mcp-server",
        });
        const set = (files[".env.example"] ?? "").split("\n").filter((line) => !/^#|^$/.test(line));
        expect(set).toEqual(["DOME_TOKEN="]);
      }),
      { numRuns: 60 },
    );
  });

  it("leaves the document its headings, its one diagram and its tables", () => {
    const expected = outline(exportOf(sketchOf("plain words"))["SKETCH.md"] ?? "");
    fc.assert(
      fc.property(hostile, (words) => {
        const document = exportOf(sketchOf(words))["SKETCH.md"] ?? "";
        expect(outline(document)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe("the package of an export", () => {
  it("has the versions that the lab is built and tested with", () => {
    const lab = { ...versionsOf("package.json"), ...versionsOf("lib/package.json") };
    const own = versionsIn(JSON.parse(exportOf(observatory)["package.json"] ?? ""));
    expect(Object.keys(own)).toHaveLength(6);
    expect(lab).toMatchObject(own);
  });
});

interface Package {
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

const versionsIn = ({ dependencies, devDependencies }: Package): Record<string, string> => ({
  ...devDependencies,
  ...dependencies,
});

/** Those of a package of the lab. */
const versionsOf = (path: string): Record<string, string> =>
  versionsIn(JSON.parse(readFileSync(join(import.meta.dirname, "../../..", path), "utf8")));

const PATH = /^((src|tests)\/(tools\/)?)?\.?[A-Za-z0-9_-]+(\.[a-z]+)*$/;
const ADVICE = /is no name for a/;

/** The files that a sketch is exported to, or why it is refused. */
function pathsOrAdvice(value: unknown): string[] {
  const read = readPart(schemas.decisions, value);
  return read.status === "valid"
    ? Object.keys(exportOf(read.sketch))
    : read.issues.slice(0, 1).map(({ what }) => what);
}

describe("names", () => {
  it("are refused with advice, or lead to files of this folder", () => {
    fc.assert(
      fc.property(hostile, fc.constantFrom("..", "con", "a/b", "A.B", "a-b"), (words, name) => {
        for (const wanted of [words, name]) {
          const tools = observatory.tools.map((tool) => ({ ...tool, name: wanted }));
          const server = { ...observatory.server, name: wanted };
          for (const changes of [{ tools }, { server }]) {
            const lines = pathsOrAdvice({ ...observatory, ...changes });
            expect(lines.filter((line) => !PATH.test(line) && !ADVICE.test(line))).toEqual([]);
            expect(new Set(lines.map((line) => line.toLowerCase())).size).toBe(lines.length);
          }
        }
      }),
    );
  });
});

describe("a text", () => {
  it("is the same again when its literal is read", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const source = literal({ list: [value] }, 4);
        // oxlint-disable-next-line no-implied-eval, typescript/no-unsafe-call -- what is under test
        const read: unknown = new Function(`return (${source});`)();
        expect(JSON.parse(JSON.stringify(read))).toEqual(
          JSON.parse(JSON.stringify({ list: [value] })),
        );
      }),
    );
  });

  it.each([
    ["a | b", "a \\| b"],
    ["# one\n- two", "\\# one - two"],
    ["- item", "\\- item"],
    ["1. item", "1\\. item"],
    ["<b> & `x`", "&lt;b&gt; &amp; \\`x\\`"],
  ])("%j is plain in Markdown", (words, expected) => {
    expect(plain(words)).toBe(expected);
  });

  it.each([
    ["a`b", "``a`b``"],
    ["`", "`` ` ``"],
    ["a|b", "`a\\|b`"],
  ])("%j is code in Markdown", (words, expected) => {
    expect(code(words)).toBe(expected);
  });

  it("cannot end a Mermaid label", () => {
    expect(mermaidLabel('x"] --> y')).toBe('"x#34;#93; --#62; y"');
  });
});
