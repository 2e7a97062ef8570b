import { existsSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { readCsv } from "../../../lib/grader/report/csv.ts";
import type { GradebookInputs } from "../../../lib/grader/report/gradebook.ts";
import { readMarks } from "../../../lib/grader/report/marks.ts";
import { readRegrade } from "../../../lib/grader/report/regrade.ts";
import { renderReports } from "../../../lib/grader/report/render.ts";
import { readRoster } from "../../../lib/grader/report/roster.ts";
import { writeReports } from "../../../lib/grader/report/write.ts";
import type { Report, Submission } from "../../../lib/grader/report.ts";
import { temporaryFolder } from "../../cli/temporary-project.ts";
import { elementsOf, readMarkup, textOf } from "../../draw/markup-reader.ts";
import { alone, graded, notGradable, reportOf } from "./samples.ts";

const LESSON = "01-connector-call";
const NAMES = ["lovelace", "Byron", "4711", "uni.example", "babbage", "hopper", "zuse"];

const submissions: Submission[] = [
  graded(
    "lovelace",
    LESSON,
    { "01.2": ["fail"] },
    { name: "Ada Byron", path: "Byron_4711_x.ipynb" },
  ),
  graded("babbage", LESSON, {}, { members: ["hopper"], aliases: ["babbage@uni.example"] }),
  notGradable("zuse", LESSON, "The file is no notebook."),
  notGradable("zuse", undefined, "No cell of any lesson is in this notebook."),
];
const earlierAttempts = [graded("zuse", LESSON, {}, { path: "zuse/first.ipynb" })];
const ignored = [{ path: "zuse/old.ipynb", reason: { code: "copy-unclear", sentence: "zuse." } }];
const roster = readRoster("student_id,name,email\nlovelace,Ada Byron,ada@uni.example\n", "r.csv");
const regrade = readRegrade("student,exercise,reason\nlovelace,01.2,Why?\n", "g.csv");

function filesOf(
  inputs: Partial<GradebookInputs> = {},
  more: Partial<Report> = {},
  added = submissions,
) {
  const report = reportOf(added, { ignored, earlierAttempts, ...more });
  const { files } = renderReports(report, { ...alone, anonymous: true, ...inputs });
  return files;
}

function idsIn(files: ReadonlyMap<string, string>): Map<string, string> {
  const { records } = readCsv(files.get("grades.csv") ?? "", "grades.csv");
  return new Map(records.map(({ fields }) => [fields[0] ?? "", fields.at(-1) ?? ""]));
}

const gradersPart = (files: ReadonlyMap<string, string>): [string, string][] =>
  [...files].filter(([path]) => path.startsWith("graders/"));

test("no page for graders has a name, an address, a number or a path of anybody's", () => {
  const pages = gradersPart(filesOf({ roster, regrade }));
  expect(pages).toHaveLength(1 + 4 + 4);
  const leaks = pages.flatMap(([path, text]) =>
    NAMES.filter((name) => `${path} ${text}`.includes(name)).map((name) => [path, name]),
  );
  expect(leaks).toEqual([]);
});

test("the class page for graders has everybody's grades and requests, and links to pages that are there", () => {
  const files = filesOf({ roster, regrade });
  const text = files.get("graders/index.html") ?? "";
  const body = readMarkup(text.slice(text.indexOf("<body"), -"\n</html>\n".length));
  for (const id of idsIn(files).values()) expect(textOf(body)).toContain(id);
  expect(textOf(body)).toContain("Why?");
  const links = elementsOf(body).flatMap(({ attributes }) => attributes["href"] ?? []);
  expect(links.length).toBeGreaterThan(4);
  expect(links.filter((link) => !files.has(`graders/${link}`))).toEqual([]);
  const rows = elementsOf(body).flatMap(({ name, attributes, ...node }) =>
    name === "th" && attributes["scope"] === "row" ? textOf({ name, attributes, ...node }) : [],
  );
  expect(rows).toEqual(rows.toSorted());
});

test("with a seed an id stays when others come; another seed gives another", () => {
  const now = idsIn(filesOf());
  const later = idsIn(filesOf({}, {}, [...submissions, graded("turing", LESSON)]));
  expect([...now].filter(([student, id]) => later.get(student) !== id)).toEqual([]);
  const other = { source: "seed", digest: "cd".repeat(32), count: 3 } as const;
  const others = idsIn(filesOf({}, { variants: other }));
  expect([...now].filter(([student, id]) => others.get(student) === id)).toEqual([]);
});

test("with a roster an id stays, whatever a student's work is handed in under", () => {
  const canvas = readRoster('Student,ID,SIS Login ID,Section\n"Byron, Ada",11,ada,A\n', "r.csv");
  const bo = graded("bo", LESSON);
  const ways = [[], [graded("11", LESSON)], [graded("bo", LESSON, {}, { members: ["Ada Byron"] })]];
  const ids = ways.map((own) => idsIn(filesOf({ roster: canvas }, {}, [bo, ...own])).get("ada"));
  expect(ids[0]).toMatch(/^S-/u);
  expect(new Set(ids).size).toBe(1);
});

test("without a seed the same class has the same ids, and each student another", () => {
  const [one, two] = [1, 2].map(() => idsIn(filesOf({}, { variants: { source: "public" } })));
  expect(one).toEqual(two);
  expect(new Set(one?.values()).size).toBe(4);
});

test("a mark may call a student by the id", () => {
  const id = idsIn(filesOf()).get("lovelace");
  const marks = readMarks(`student,exercise,points,comment\n${id},01.2,4,Fine\n`);
  const files = filesOf({ marks });
  expect(files.get(`feedback/lovelace/${LESSON}.html`)).toContain("Fine");
  expect(files.get(`graders/${id}/${LESSON}.html`)).toContain("Fine");
});

test("the folder for graders goes when names are back, and holds what a person put there", () => {
  const folder = temporaryFolder();
  const report = reportOf(submissions);
  writeReports(report, folder, { late: [], due: [], anonymous: true });
  expect(existsSync(join(folder, "graders", "index.html"))).toBe(true);
  writeReports(report, folder, { late: [], due: [] });
  expect(existsSync(join(folder, "graders"))).toBe(false);
  writeReports(report, folder, { late: [], due: [], anonymous: true });
  const note = join(folder, "graders", "note.txt");
  writeFileSync(note, "mine");
  writeReports(report, folder, { late: [], due: [] });
  expect([existsSync(note), existsSync(join(dirname(note), "index.html"))]).toEqual([true, false]);
});
