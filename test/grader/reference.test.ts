import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { lab } from "../cli/lab.ts";

const root = join(import.meta.dirname, "..", "..");
const [guide = "", reference = ""] = ["README.md", "REFERENCE.md"].map((file) =>
  readFileSync(join(root, "lib", "grader", file), "utf8"),
);

/** The commands that an instructor's pages are about. */
const OWN = [
  ["grade"],
  ["grade", "merge"],
  ["grade", "diff"],
  ["grade", "release"],
  ["grade", "gradescope"],
  ["grade", "post"],
  ["class"],
  ["bundle"],
  ["handout"],
  ["site"],
];

/** Options of pip's and of nbconvert's. */
const OF_OTHERS = ["--execute", "--find-links", "--no-index"];

const optionsIn = (text: string): string[] => text.match(/(?<![\w-])--[a-z][a-z-]*/gu) ?? [];

/** The options of a command, as its help lists them. */
async function optionsOf(command: readonly string[]): Promise<string[]> {
  const { code, stdout } = await lab(root, [...command, "--help"]);
  expect(code).toBe(0);
  return [...stdout.matchAll(/^ {2}(?:-\w, )?(--[a-z][a-z-]*)/gmu)]
    .map(([, option = ""]) => option)
    .filter((option) => option !== "--help");
}

describe("the instructor's reference", () => {
  test.each(OWN)("has each option of %s %s", async (...command) => {
    const told = new Set(optionsIn(reference));
    expect((await optionsOf(command)).filter((option) => !told.has(option))).toEqual([]);
  });

  test("names no option that no command has", async () => {
    const others = [["submit"], ["kernel"]];
    const all = await Promise.all([...OWN, ...others].map(optionsOf));
    const known = new Set([...all.flat(), ...OF_OTHERS]);
    expect(optionsIn(guide + reference).filter((option) => !known.has(option))).toEqual([]);
  });

  const written = [...(guide + reference).matchAll(/npm run lab -- ([^\n`]+)/gu)].map(
    ([, words = ""]) => words,
  );
  test.each([...new Set(written)])("%s: has only options of that command", async (words) => {
    const [first = "", second = ""] = words.split(" ");
    const isTwo = first === "grade" && OWN.some(([, name]) => name === second);
    const known = new Set(await optionsOf(isTwo ? [first, second] : [first]));
    expect(optionsIn(words).filter((option) => !known.has(option))).toEqual([]);
  });
});
