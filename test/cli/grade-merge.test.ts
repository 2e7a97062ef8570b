import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { main } from "../../lib/cli/main.ts";
import { writeReports } from "../../lib/grader/report/write.ts";
import { graded, reportOf } from "../grader/report/samples.ts";
import { temporaryFolder } from "./temporary-project.ts";

const LESSON = "01-connector-call";
const root = join(import.meta.dirname, "..", "..");

/** What the command printed and said, and its exit code. */
async function merge(cwd: string, ...words: string[]) {
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  const code = await main(["grade", "merge", ...words], { cwd, env: {}, print: keep, say: keep });
  return { code, lines };
}

function twoShards(): string {
  const folder = temporaryFolder();
  for (const [index, student] of ["ada", "boris"].entries()) {
    mkdirSync(join(folder, `part-${index + 1}`));
    const shard = { index: index + 1, of: 2 };
    writeReports(reportOf([graded(student, LESSON)], { shard }), join(folder, `part-${index + 1}`));
  }
  writeFileSync(join(folder, "roster.csv"), "student_id\nada\nboris\ncarl\n");
  return folder;
}

test("joins shards, with the class's roster", async () => {
  const folder = twoShards();
  const { code, lines } = await merge(
    folder,
    "part-2",
    "part-1/report.json",
    "--out",
    "all",
    "--roster",
    "roster.csv",
  );
  expect([code, lines.at(-1)]).toEqual([
    0,
    expect.stringContaining("2 shards, 2 submissions") as unknown,
  ]);
  const rows = readFileSync(join(folder, "all", "grades.csv"), "utf8").split("\r\n");
  expect(rows.slice(1, -1).map((row) => row.split(",").slice(0, 4))).toEqual([
    ["ada", "", "15", "15"],
    ["boris", "", "15", "15"],
    ["carl", "", "0", "0"],
  ]);
});

test.each([
  [["part-1", "--out", "all"], "Of 2 shards, number 2 is not here."],
  [["part-1", "part-3", "--out", "all"], "There is no report of this grader's version here."],
  [["part-1", "part-2"], "required option"],
  [["part-1", "part-2", "--out", "all", "--roster", "no.csv"], "This file cannot be read."],
])("%j ends with code 2 and says why", async (words, message) => {
  const { code, lines } = await merge(twoShards(), ...words);
  expect(code).toBe(2);
  expect(lines.join("\n")).toContain(message);
});

test("the reports of another class are replaced only with --replace", async () => {
  const folder = twoShards();
  const other = reportOf([graded("zoe", LESSON)]);
  writeReports(other, join(folder, "all"));
  const words = ["part-1", "part-2", "--out", "all"];
  const { code, lines } = await merge(folder, ...words);
  expect(code).toBe(2);
  expect(lines.join("\n")).toMatch(
    /another class, "zoe"; these are of "ada", "boris"[^]*--replace/u,
  );
  expect((await merge(folder, ...words, "--replace")).code).toBe(0);
  expect((await merge(folder, ...words, "--bom")).code).toBe(0);
  expect(readFileSync(join(folder, "all", "grades.csv"), "utf8")).toMatch(
    /^\uFEFFstudent_id,name/u,
  );
});

test("the answers are compared where that is asked for, and nothing else is another", async () => {
  const folder = twoShards();
  const words = ["part-1", "part-2", "--out", "all"];
  await merge(folder, ...words);
  const before = filesIn(join(folder, "all"));
  const { code, lines } = await merge(root, ...at(folder, words), "--similarity");
  expect([code, lines.at(-1)]).toEqual([0, expect.stringContaining("similarity.csv") as unknown]);
  const after = filesIn(join(folder, "all"));
  expect([...after.keys()].filter((path) => !before.has(path)).toSorted()).toEqual([
    "similarity.csv",
    join("similarity", "index.html"),
  ]);
  for (const [path, text] of before) expect([path, after.get(path)]).toEqual([path, text]);
  await merge(folder, ...words);
  expect([...filesIn(join(folder, "all")).keys()]).toEqual([...before.keys()]);
});

/** The words with their folders named from the root. */
function at(folder: string, words: readonly string[]): string[] {
  return words.map((word) => (word.startsWith("--") ? word : join(folder, word)));
}

/** The text of each file below a folder. */
function filesIn(folder: string): Map<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
  const files = names.toSorted().filter((name) => statSync(join(folder, name)).isFile());
  return new Map(files.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}
