import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const project = join(import.meta.dirname, "..");

/** Words that nobody says any more, and what to say in their place. */
const WORDS: readonly [RegExp, string][] = [
  [/\bamiss\b/i, "wrong"],
  [/\b(un)?mend(s|ed|ing)?\b/i, "fix"],
  [/\b(anew|afresh)\b/i, "again"],
  [/\bin vain\b/i, "for nothing"],
  [/\bwhoever\b/i, "the person who, anybody who"],
  [/\b(stands|stood)\b(?! for\b)|\bstands? (there|in it)\b/i, "is"],
  [/\bbelongs? into\b/i, "belongs in"],
];

const files = execFileSync("git", ["ls-files", "lib", "solutions", "notebooks/*.md", "*.md"], {
  cwd: project,
  encoding: "utf8",
})
  .split("\n")
  .filter((file) => /\.(c?ts|mjs|md)$/.test(file));

function oddWords(text: string): string[] {
  return text
    .split("\n")
    .flatMap((line, index) =>
      WORDS.filter(([word]) => word.test(line)).map(
        ([, better]) => `${index + 1}: ${line.trim()} (say: ${better})`,
      ),
    );
}

it("nothing is said in words that read as translated", () => {
  const odd = files.flatMap((file) =>
    oddWords(readFileSync(join(project, file), "utf8")).map((found) => `${file}:${found}`),
  );
  expect(odd).toEqual([]);
});

it.each([
  "It stands in the glossary.",
  "Mend that first.",
  "Ask whoever runs it.",
  "It belongs into a log.",
])("finds such a word in %j", (text) => {
  expect(oddWords(text)).toHaveLength(1);
});
