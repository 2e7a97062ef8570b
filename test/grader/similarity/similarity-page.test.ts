import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readCsv } from "../../../lib/grader/report/csv.ts";
import type { GradebookInputs } from "../../../lib/grader/report/gradebook.ts";
import { removeSimilarity, writeSimilarity } from "../../../lib/grader/similarity/write.ts";
import { readRoster } from "../../../lib/grader/report/roster.ts";
import { writeReports } from "../../../lib/grader/report/write.ts";
import type { Report } from "../../../lib/grader/report.ts";
import { whenFileIsOver } from "../../cli/clean-ups.ts";
import { temporaryFolder } from "../../cli/temporary-project.ts";
import { elementsOf, type Node, readMarkup, textOf } from "../../draw/markup-reader.ts";
import { course } from "./answer-class.ts";
import { alikeClass } from "./samples.ts";

const whenOver = whenFileIsOver();
const report = alikeClass();
const { page, list } = written(report);
const body = readMarkup(page.slice(page.indexOf("<body"), -"\n</html>\n".length));

function written(
  given: Report,
  inputs: Partial<GradebookInputs> = {},
): { page: string; list: string } {
  const folder = temporaryFolder(undefined, whenOver);
  const { called } = writeReports(given, folder, { late: [], due: [], ...inputs });
  const [pageFile = "", listFile = ""] = writeSimilarity(given, course, folder, called);
  const [one = "", other = ""] = [pageFile, listFile].map((file) =>
    readFileSync(join(folder, file), "utf8"),
  );
  return { page: one, list: other };
}

function nodes(name: string): Node[] {
  return elementsOf(body).filter((node) => node.name === name);
}

function all(name: string): string[] {
  return nodes(name).map(textOf);
}

test("the same class in another order gives the same bytes", () => {
  const turned = { ...report, submissions: report.submissions.toReversed() };
  expect(written(turned)).toEqual({ page, list });
});

test("what is the same comes first, in three kinds", () => {
  expect(all("h2")[0]).toBe("The same");
  expect(all("h3").slice(0, 3)).toEqual([
    "Equal files",
    "Equal answers",
    "Equal to the published solution",
  ]);
});

test("passages are side by side, with what is shared marked and told in words", () => {
  const captions = all("figcaption");
  expect(captions.length).toBe(2 * 3);
  for (const caption of captions)
    expect(caption).toMatch(/: \d+ of \d+ compared tokens are shared, in lines? \d/);
  expect(all("mark").join("\n")).toContain("doubled");
});

test("a learner's text and name are shown, and are no markup", () => {
  expect(nodes("script")).toEqual([]);
  expect(nodes("img")).toEqual([]);
  expect(textOf(body)).toContain("<script>alert");
  expect(page).not.toContain("\u202E");
});

test("it tells how much there was to compare, and holds no verdict", () => {
  expect(all("th")).toContain("Too short");
  expect(textOf(body)).not.toMatch(/plagiar|cheat|copied|guilty/i);
});

test("each table has a caption, and each column a head", () => {
  expect(nodes("caption").length).toBe(nodes("table").length);
  expect(nodes("th").every(({ attributes }) => attributes.scope === "col")).toBe(true);
});

test("the list has a row for each pair, and a formula is none", () => {
  const { columns, records } = readCsv(list, "similarity.csv");
  expect(columns.slice(0, 7)).toEqual([
    "kind",
    "where",
    "group",
    "student",
    "name",
    "other",
    "other_name",
  ]);
  const rows = records.map(({ fields: [kind, where, group, student, , other] }) =>
    [kind, where, group, student, other].join(" "),
  );
  expect(rows).toContain("equal file 03-env-config 1 fay gus");
  expect(rows).toContain("equal answer 04.5 1 ada carla");
  expect(rows).toContain("similar 04.2 1 ada boris");
  expect(list).toContain("'=cmd");
});

function rowsOf(text: string): string[] {
  return readCsv(text, "similarity.csv").records.map(({ fields }) => fields.slice(0, 7).join("|"));
}

test("students have the names of the roster, and ids where graders see no names", () => {
  const roster = readRoster('student_id,name\nada,"Byron, Ada"\nboris,Boris\n', "roster.csv");
  const named = written(report, { roster });
  expect(named.page).toContain("<bdi>Byron, Ada (ada)</bdi> · <bdi>Boris (boris)</bdi>");
  expect(named.page).toContain("<bdi>carla</bdi>");
  expect(rowsOf(named.list)).toContain("similar|04.2|1|ada|Byron, Ada|boris|Boris");
  const shown = written(report, { roster, anonymous: true });
  expect(shown.page + shown.list).not.toMatch(/ada|Byron|boris/iu);
  expect(rowsOf(shown.list)).toContainEqual(
    expect.stringMatching(/^similar\|04\.2\|1\|S-[0-9A-F]{5}\|\|S-[0-9A-F]{5}\|$/u),
  );
});

test("what an earlier run wrote can be taken away, and nothing of anybody else's", () => {
  const folder = temporaryFolder();
  const place = join(folder, "similarity");
  writeSimilarity(report, course, folder, (student) => ({ student, name: "" }));
  removeSimilarity(folder);
  expect([place, join(folder, "similarity.csv")].filter((path) => existsSync(path))).toEqual([]);
  removeSimilarity(folder);
  mkdirSync(place);
  writeFileSync(join(place, "notes.txt"), "mine");
  removeSimilarity(folder);
  expect(existsSync(join(place, "notes.txt"))).toBe(true);
});
