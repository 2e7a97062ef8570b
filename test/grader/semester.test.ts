import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { readCsv } from "../../lib/grader/report/csv.ts";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { lab } from "../cli/lab.ts";
import { courseProject } from "../cli/course-project.ts";
import { PROJECT, type Running, runNode, temporaryFolder } from "../cli/temporary-project.ts";
import { classFolder, onceEach, platformWith, takenBy } from "./post/posting.ts";

const [FIRST, SECOND] = ["01-connector-call", "03-env-config"] as const;
const STUDENTS = ["ada", "bo", "cy", "dee", "eli", "fay"];
const JUDGE = "lib/dist/lessons/01-connector-call/diagnosis.judge.js";

/** A lesson as it is solved; "Token" where 01.5 asks for "token". */
function solved(slug: string, isToken = false): string {
  const path = join(PROJECT, "solutions", `${slug}.ipynb`);
  const notebook = readNotebook(readFileSync(path, "utf8"), path);
  for (const cell of notebook.cells)
    if (isToken) cell.source = cell.source.replace('return "token"', 'return "Token" as Culprit');
  return writeNotebook(notebook);
}

/** Puts what somebody handed in where nbgrader keeps it. */
function hand(place: string, student: string, slug: string, time: string, text: string): void {
  const folder = join(place, "submissions", student, slug);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${slug}.ipynb`), text);
  writeFileSync(join(folder, "timestamp.txt"), time);
}

/** What came in at first for two lessons, and what the instructor wrote. */
function semester(): string {
  const place = temporaryFolder();
  hand(place, "ada", FIRST, "2026-11-12 10:00:00 UTC", solved(FIRST));
  hand(place, "cy", FIRST, "2026-11-13 20:00:00 UTC", solved(FIRST, true));
  hand(place, "eli", SECOND, "2026-11-20 10:00:00 UTC", "no notebook");
  const people = STUDENTS.map((one) => `${one},"${one.toUpperCase()}, X.",u-${one}\n`);
  const files = {
    "submissions/groups.csv": "group,student,lesson\nred,cy,01\nred,dee,01\nred,bo,01\n",
    "roster.csv": `student_id,name,lti_user_id\n${people.join("")}`,
    "due.csv":
      "lesson,due,student\n01,2026-11-13T00:00:00Z,\n01,2026-11-20T00:00:00Z,cy\n" +
      "03,2026-11-20T12:00:00Z,\n04,2026-11-24T00:00:00Z,\n",
    "late.csv": "up_to_hours,factor\n24,0.9\n",
    "graded/marks.csv": "student,exercise,points,comment\nbo,01.5,2,The words are the same.\n",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), text);
  }
  return place;
}

/** A project with a build of its own, in which a check can be corrected. */
function ownProject(): string {
  const root = courseProject(lessons);
  for (const link of ["lib/dist", "node_modules"]) rmSync(join(root, link));
  for (const path of ["lib/dist", "lib/package.json"])
    cpSync(join(PROJECT, path), join(root, path), { recursive: true });
  mkdirSync(join(root, "node_modules"));
  symlinkSync("../lib", join(root, "node_modules", "mcp-lab"));
  return root;
}

/** 01.5 takes a word whatever its case. */
function correct(root: string): void {
  const path = join(root, JUDGE);
  const text = readFileSync(path, "utf8");
  const corrected = text.replace(
    "outcome.value === right",
    "String(outcome.value).toLowerCase() === right",
  );
  expect(corrected).not.toBe(text);
  writeFileSync(path, corrected);
}

test("a semester: three hand-ins, an extension, a group, a corrected check, and grades that are posted once", async () => {
  const [root, place] = [ownProject(), semester()];
  const start = (words: readonly string[]): Running =>
    runNode([join(root, "lib/dist/cli/main.js"), ...words], root, { PATH: process.env["PATH"] });
  const at = (name: string): string => join(place, name);
  const grade = async () => {
    const { ended, output } = start([
      "grade",
      at("submissions"),
      `--out=${at("graded")}`,
      `--roster=${at("roster.csv")}`,
      `--due=${at("due.csv")}`,
      `--late=${at("late.csv")}`,
      "--as-of=2026-11-29",
      "--jobs=1",
      "--sandbox=none",
      "--trust-submissions",
    ]);
    return { code: await ended, ...output };
  };
  const gradesIn = (file: string): string[] =>
    readCsv(readFileSync(join(at("graded"), file), "utf8"), file).records.map(({ fields }) =>
      fields.join(" "),
    );

  const first = await grade();
  expect(first.code).toBe(1);
  expect(first.stderr).toContain("CY, X. (cy); DEE, X. (dee); BO, X. (bo) 01-connector-call: 14");
  expect(gradesIn("grades.csv")).toEqual([
    "ada ADA, X. 15 0  15 30 03-env-config  ",
    "bo BO, X. 13.5 0  13.5 30 03-env-config  01-connector-call",
    "cy CY, X. 14 0  14 30 03-env-config  ",
    "dee DEE, X. 12.6 0  12.6 30 03-env-config  01-connector-call",
    "eli ELI, X. 0   0 30 01-connector-call 03-env-config ",
    "fay FAY, X. 0 0  0 30 01-connector-call 03-env-config  ",
  ]);
  const page = readFileSync(join(at("graded"), "feedback", "ada", "index.html"), "utf8");
  expect(page).toContain("Not counted");

  cpSync(at("graded"), at("before"), { recursive: true });
  correct(root);
  hand(place, "eli", FIRST, "2026-11-13 10:00:00 UTC", solved(FIRST));
  expect((await grade()).stderr).toContain("ELI, X. (eli) 01-connector-call: 15 of 15 points");
  const diff = await lab(root, ["grade", "diff", at("before"), at("graded")]);
  expect(diff.stdout.split("\n").slice(0, -1)).toEqual([
    "3 students have another grade, in 3 lessons in all. In 1 lesson the grade is the same, and something behind it is not.",
    "  BO, X. (bo) 01-connector-call: still 13.5 (checks: 01.5.who passes now)",
    "  CY, X. (cy) 01-connector-call: 14 → 15 (checks: 01.5.who passes now)",
    "  DEE, X. (dee) 01-connector-call: 12.6 → 13.5 (checks: 01.5.who passes now)",
    "  ELI, X. (eli) 01-connector-call: 0 → 13.5 (submission: a first file, handed in 2026-11-13 10:00 UTC)",
  ]);
  expect(gradesIn("diff.csv").map((row) => row.replace(/ (?:checks|submission) .*/u, ""))).toEqual([
    "bo BO, X. 01-connector-call 13.5 13.5",
    "cy CY, X. 01-connector-call 14 15",
    "dee DEE, X. 01-connector-call 12.6 13.5",
    "eli ELI, X. 01-connector-call 0 13.5",
  ]);

  const platform = await platformWith({ users: STUDENTS.map((one) => `u-${one}`) });
  const file = join(classFolder({}, platform), "platform.json");
  const words = ["grade", "post", at("graded"), "--platform", file];
  expect((await lab(root, [...words, "--dry-run"])).stdout).toContain("11 scores would be posted");
  expect(platform.seen).toEqual([]);
  const { child, ended } = start(words);
  platform.options.fault = ({ index }) => {
    if (index !== 6) return undefined;
    child.kill("SIGKILL");
    return "lost";
  };
  expect(await ended).toBeNull();
  expect((await lab(root, words)).code).toBe(0);
  expect(takenBy(platform)).toEqual(
    onceEach({
      [FIRST]: { "u-ada": 15, "u-bo": 13.5, "u-cy": 15, "u-dee": 13.5, "u-eli": 13.5, "u-fay": 0 },
      [SECOND]: { "u-ada": 0, "u-bo": 0, "u-cy": 0, "u-dee": 0, "u-fay": 0 },
    }),
  );
  expect((await lab(root, words)).stdout).toContain(
    "0 scores posted, 11 unchanged, 0 not taken, 1 left alone",
  );
});
