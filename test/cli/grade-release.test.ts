import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { unzipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { main } from "../../lib/cli/main.ts";
import { readCsv } from "../../lib/grader/report/csv.ts";
import { readRoster } from "../../lib/grader/report/roster.ts";
import { writeReports } from "../../lib/grader/report/write.ts";
import type { Submission } from "../../lib/grader/report.ts";
import { graded, notGradable, reportOf } from "../grader/report/samples.ts";
import { temporaryFolder } from "./temporary-project.ts";

const CONNECTOR = "01-connector-call";
const CONFIG = "03-env-config";

/** What the command printed and said, its exit code, and the folder it ran in. */
async function release(submissions: Submission[], roster: string, ...words: string[]) {
  const cwd = temporaryFolder();
  const inputs = { late: [], due: [], roster: readRoster(roster, "roster.csv") };
  writeReports(reportOf(submissions), join(cwd, "graded"), inputs);
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  const terminal = { cwd, env: {}, print: keep, say: keep };
  const code = await main(["grade", "release", "graded", ...words], terminal);
  return { code, lines, cwd };
}

function filesIn(zip: string): Record<string, string> {
  const files = Object.entries(unzipSync(readFileSync(zip)));
  return Object.fromEntries(files.map(([name, bytes]) => [name, Buffer.from(bytes).toString()]));
}

const at = (student: string, slug: string, path: string): Submission =>
  graded(student, slug, {}, { path });

/** Which user's which attachment Canvas takes a page's name for, told as its importer is. */
function readByCanvas(name: string, groups: readonly string[] = []): string[] {
  const group = groups.find((one) => name.startsWith(`${one}_`));
  const rest = group === undefined ? name : name.slice(group.length + 1);
  const parts = rest.split("_").filter((part) => part !== "LATE");
  return parts.filter((part) => /^\d+$/u.test(part)).slice(0, 2);
}

/** Whose it is and what it is called, as Moodle's importer takes the first name with four parts. */
function readByMoodle(path: string): { id: string; plugin: string; file: string } {
  const [, id = "", type = "", plugin = "", ...rest] = path.split("_");
  return { id, plugin: `${type}_${plugin}`, file: rest.join("_") };
}

describe("for Canvas", () => {
  const submissions = [
    at("11", CONNECTOR, "byronada_11_9001_01-connector-call-1.ipynb"),
    at("11", CONFIG, "week 2/byronada_11_9050_Ada.zip/03-env-config.ipynb"),
    at("12", CONNECTOR, "bo_LATE_12_9002_my 2_3 notes.ipynb"),
    graded("1313", CONNECTOR, {}, { path: "team_1_1313_9003_x.ipynb", members: ["14"] }),
    { ...notGradable("15", CONNECTOR, "No."), path: "di_15_9004_x.html" },
    at("eve", CONNECTOR, "eve/01-connector-call.ipynb"),
  ];
  const roster = "student_id\n11\n12\n1313\n14\n15\neve\nzoe\n";

  test("each page has the name of what was handed in, and can be read alone", async () => {
    const { code, lines, cwd } = await release(
      submissions,
      roster,
      "--form",
      "canvas",
      "--out",
      "f.zip",
    );
    expect([code, lines.at(-1)]).toEqual([0, "Feedback for 5 submissions: f.zip"]);
    const files = filesIn(join(cwd, "f.zip"));
    expect(Object.keys(files).map((name) => readByCanvas(name, ["team_1"]))).toEqual([
      ["11", "9001"],
      ["11", "9050"],
      ["12", "9002"],
      ["1313", "9003"],
      ["15", "9004"],
    ]);
    expect(Object.keys(files)[2]).toBe("bo_LATE_12_9002_01-connector-call.html");
    for (const page of Object.values(files)) expect(page).not.toContain('href="index.html"');
    expect(files["byronada_11_9050_03-env-config.html"]).toContain("03 ");
    expect(lines.join("\n")).toContain('from no download of Canvas: "eve".');
    expect(lines.join("\n")).toMatch(/Handed in with another, .*: "14"\./u);
  });

  test("gives the same bytes again, and one lesson's pages with --lesson", async () => {
    const words = ["--form", "canvas", "--out", "f.zip"];
    const [one, two, config] = [
      await release(submissions, roster, ...words),
      await release(submissions, roster, ...words),
      await release(submissions, roster, ...words, "--lesson", "3"),
    ];
    const [first = "", again = "", third = ""] = [one, two, config].map(({ cwd }) =>
      join(cwd, "f.zip"),
    );
    expect(readFileSync(again)).toEqual(readFileSync(first));
    expect(Object.keys(filesIn(third))).toEqual(["byronada_11_9050_03-env-config.html"]);
  });
});

test("for Moodle each page names the participant and the plugin that takes it", async () => {
  const { cwd } = await release(
    [
      at("4711", CONNECTOR, "Ada Lovelace_4711_assignsubmission_file/01-connector-call.ipynb"),
      at("4712", CONNECTOR, "Böhm_2_4712_assignsubmission_file_01-connector-call.ipynb"),
    ],
    "student_id\n4711\n4712\n",
    "--form",
    "moodle",
    "--out",
    "f.zip",
  );
  const names = Object.keys(filesIn(join(cwd, "f.zip")));
  const file = "01-connector-call.html";
  expect(names.map(readByMoodle)).toEqual([
    { id: "4711", plugin: "assignfeedback_file", file },
    { id: "4712", plugin: "assignfeedback_file", file },
  ]);
  expect(names[1]).toBe(`Böhm 2_4712_assignfeedback_file_${file}`);
});

describe("for mail", () => {
  const submissions = [
    graded("ada", CONNECTOR),
    graded("ada", CONFIG),
    graded("bo@uni.example", CONNECTOR),
    graded("cy", CONNECTOR),
  ];
  const roster = "student_id,name,email\nada,Ada L,ada@uni.example\nbo@uni.example,,\ncy,Cy,\n";

  test("mail.csv says which file goes to which address, and who has none is named", async () => {
    const words = ["--form", "mail", "--out", "mail"];
    const { lines, cwd } = await release(submissions, roster, ...words);
    const mail = join(cwd, "mail");
    const { records } = readCsv(readFileSync(join(mail, "mail.csv")), "mail.csv");
    expect(records.map(({ fields }) => fields)).toEqual([
      ["ada@uni.example", "Ada L", "pages/ada.zip"],
      ["bo@uni.example", "bo@uni.example", "pages/bo@uni.example.zip"],
    ]);
    const pages = filesIn(join(mail, "pages", "ada.zip"));
    expect(Object.keys(pages)).toEqual(["index.html", `${CONNECTOR}.html`, `${CONFIG}.html`]);
    expect(pages[`${CONNECTOR}.html`]).toContain('href="index.html"');
    expect(lines[0]).toBe(
      'Note: Nobody knows an address of "Cy (cy)": grade again with a roster that has a column email.',
    );
  });

  test("one lesson goes as a page", async () => {
    const words = ["--form", "mail", "--out", "mail", "--lesson", "03"];
    const { cwd } = await release(submissions, roster, ...words);
    const text = readFileSync(join(cwd, "mail", "mail.csv"), "utf8");
    expect(text.split("\r\n").slice(1)).toEqual(["ada@uni.example,Ada L,pages/ada.html", ""]);
    expect(readFileSync(join(cwd, "mail", "pages", "ada.html"), "utf8")).not.toContain(
      'href="index.html"',
    );
  });
});

test.each([
  [["--form", "canvas", "--out", "f.zip"], "no feedback here that could go back"],
  [["--form", "canvas", "--out", "graded"], "no name for a zip"],
  [["--form", "mail", "--out", "graded"], "holds something already"],
  [["--form", "mail", "--out", "m", "--lesson", "09"], '"09" is no lesson'],
  [["--form", "fax", "--out", "f.zip"], "Allowed choices"],
])("%j is refused", async (words, sentence) => {
  const { code, lines } = await release([graded("ada", CONNECTOR)], "student_id\nada\n", ...words);
  expect([code, lines.join("\n")]).toEqual([2, expect.stringContaining(sentence)]);
});

test("a folder that no run wrote is refused", async () => {
  const cwd = temporaryFolder();
  writeFileSync(join(cwd, "report.json"), "{}");
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  const words = ["grade", "release", ".", "--form", "mail", "--out", "m"];
  expect(await main(words, { cwd, env: {}, print: keep, say: keep })).toBe(2);
  expect(lines[0]).toContain("no folder of a graded class");
});
