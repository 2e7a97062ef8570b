import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { KnownConversion } from "../../lib/notebook/remembering-converter.ts";
import { startNode } from "../../lib/notebook/node-process.ts";
import { convertCourse, readConversions } from "../../lib/grader/course-conversions.ts";
import { graderDigest } from "../../lib/grader/course-notebooks.ts";
import { DIST } from "../../lib/grader/grading-context.ts";
import { defaultLimits } from "../../lib/grader/limits.ts";
import { keptFor } from "../../lib/grader/sandbox/bundle.ts";
import { ConverterProcess } from "../../lib/notebook/converter.ts";
import { PROJECT } from "../cli/temporary-project.ts";

const SLUGS = ["00-start-here", "05-zdr-alternative"];

/** How the course's own cells are converted without a class: into this folder, outside of any sandbox. */
function conversionSettings(conversions: string): Parameters<typeof convertCourse>[0] {
  return {
    root: PROJECT,
    sandbox: "none",
    variants: { source: "public" },
    limits: defaultLimits,
    hidden: [],
    conversions,
  };
}

/** The conversions of these lessons, where the grader itself keeps them. */
async function keptConversions(slugs: readonly string[]): Promise<KnownConversion[]> {
  const conversions = `${keptFor(PROJECT, graderDigest(PROJECT, DIST))}-conversions`;
  await convertCourse(conversionSettings(conversions), new Set(slugs));
  return readConversions(conversions, slugs);
}

let folder: string;
let known: KnownConversion[];
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "course-conversions-"));
  known = await keptConversions(SLUGS);
});
afterAll(() => rmSync(folder, { recursive: true, maxRetries: 5 }));

function convert(
  conversions = folder,
  options?: Parameters<typeof convertCourse>[2],
): Promise<void> {
  return convertCourse(conversionSettings(conversions), new Set(SLUGS), options);
}

it("keeps what the compiler gives in any folder of the project", async () => {
  const converter = new ConverterProcess(startNode, join(PROJECT, "solutions"));
  try {
    for (const { prevDecl, src, conversion } of known) {
      expect(await converter.convert(prevDecl, src)).toEqual(conversion);
    }
  } finally {
    await converter.close();
  }
  expect(known.length).toBeGreaterThan(20);
});

it("converts each cell behind the declarations of those before it, and all of them rightly", () => {
  const results = known.map(({ conversion }) =>
    conversion.status === "converted" ? conversion.result : undefined,
  );
  expect(results.map((result) => result?.diagnostics)).toEqual(results.map(() => []));
  const declared = new Set(["", ...results.map((result) => result?.declOutput)]);
  expect(known.filter(({ prevDecl }) => !declared.has(prevDecl))).toEqual([]);
});

it("converts a lesson once", async () => {
  for (const slug of SLUGS) writeFileSync(join(folder, `${slug}.json`), "[]");
  await convert();
  expect(readConversions(folder, SLUGS)).toEqual([]);
});

it("takes a file that is damaged for none", () => {
  for (const slug of SLUGS) writeFileSync(join(folder, `${slug}.json`), "[{");
  expect(readConversions(folder, SLUGS)).toEqual([]);
});

it("tells of each lesson, and stops in the middle of one when it is told to", async () => {
  const other = join(folder, "other");
  const told: string[] = [];
  const interrupt = new AbortController();
  const begun = convert(other, {
    signal: interrupt.signal,
    onLesson: (slug) => {
      told.push(slug);
      if (slug === SLUGS[1]) setImmediate(() => interrupt.abort(new Error("enough")));
    },
  });
  await expect(begun).rejects.toThrow("enough");
  expect(told).toEqual(SLUGS);
  expect(readdirSync(other)).toEqual([`${SLUGS[0]}.json`]);
});
