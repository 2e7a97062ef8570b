import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import type { Counting } from "../../../lib/grader/collect/candidate.ts";
import { readCsv } from "../../../lib/grader/report/csv.ts";
import { readReportInputs, writeReports } from "../../../lib/grader/report/write.ts";
import type { Submission } from "../../../lib/grader/report.ts";
import { collected, type Files, folderOf } from "../collect/samples.ts";
import { graded, reportOf } from "./samples.ts";

const SLUGS = ["01-connector-call", "02-resources-catalog", "03-env-config"];

/** What a person would have typed into the gradebook: student, then each lesson. */
const TYPED = `
3001 6 5 10
3002 7 6 9
3003 8 7 15
3004 9 8 14
3005 10 EX 13
3006 11 5 12
3007 12 6 0
3008 13 7 11
3009 14 8 9
3010 5 4 15
3011 6 5 14
3012 7 6 13
3013 8 7 12
3014 9 8 11
3015 10 4 10
3016 11 5 9
3017 12 6 15
3018 13 7 14
3019 14 8 13
3020 5 4 12
3021 6 5 11
3022 6 5 11
3023 8 7 9
3024 9 8 15
3025 10 4 14
3026 11 5 13
3027 12 6 12
3028 13 7 11
3029 14 8 10
3030 5 4 9
3031 6 5 15
3032 7 6 14
3033 8 7 13
3034 9 8 12
3035 10 4 11
3036 11 5 10
3037 12 6 9
3038 13 7 15
3039 14 8 14
3040 5 4 13`;

/** A notebook that is worth some points to {@link gradedAs}. */
function worth(points: number, lesson: string): string {
  const metadata = { mcp_lab: { role: "answer", exercise: `${lesson.slice(0, 2)}.1` } };
  const cell = { cell_type: "code", id: "a", metadata, source: String(points), outputs: [] };
  return JSON.stringify({ cells: [cell], metadata: {}, nbformat: 4, nbformat_minor: 5 });
}

const notebook = z.object({ cells: z.tuple([z.object({ source: z.string() })]) });

function gradedAs({ at, lesson = "", refused: _refused, ...file }: Counting): Submission {
  const [{ source }] = notebook.parse(JSON.parse(readFileSync(at, "utf8"))).cells;
  const whole = graded(file.student, lesson, {}, file);
  const exercises = whole.exercises.map((one, index) => ({
    ...one,
    earned: index === 0 ? Number(source) : 0,
  }));
  return { ...whole, exercises };
}

/** Canvas' downloads: even numbers handed in twice, two late, one on nobody's roster. */
function downloads(): Files {
  const files: Files = { "groups.csv": "group,student\nred,3021\nred,3022\n" };
  for (const [index, lesson] of SLUGS.entries())
    for (const id of [...Array.from({ length: 40 }, (_, at) => 3001 + at), 3999]) {
      if (id === 3022 || (index === 1 && id === 3005)) continue;
      if (index === 2 && (id === 3007 || id === 3008)) continue;
      const points = [5 + (id % 10), 4 + (id % 5), 15 - (id % 7)][index] ?? 0;
      const late = index === 0 && (id === 3003 || id === 3013) ? "LATE_" : "";
      const path = (attachment: number, again: string): string =>
        `hw${index} submissions/name${id}_${late}${id}_${attachment}_${lesson}${again}.ipynb`;
      if (id % 2 === 0) files[path(9000 + id - 3000, "")] = worth(1, lesson);
      files[path(id % 2 === 0 ? 10_000 + id : 9500, id % 2 === 0 ? "-1" : "")] = worth(
        points,
        lesson,
      );
    }
  return files;
}

/** The gradebook as a Canvas in German exports it, with the names in two columns. */
function gradebook(): string {
  const rows = Array.from({ length: 40 }, (_, at) => {
    const id = 3001 + at;
    const typed = ["", id === 3005 ? "EX" : "", id === 3008 ? "11" : ""];
    return ["Müller", `N${id}`, id, `login${id}`, "A", ...typed].join(";");
  });
  const header = ["LastName", "FirstName", "ID", "SIS Login ID", "Section"];
  const lessons = SLUGS.map((slug, index) => `${slug} (${47 + index})`);
  const points = ["    Points Possible", "", "", "", "", "15,0", "15,0", "15,0"].join(";");
  return ["\uFEFF" + [...header, ...lessons].join(";"), points, ...rows, ""].join("\r\n");
}

test("what comes out for Canvas is what a person would have typed", async () => {
  const folder = folderOf(downloads());
  const { counting, groups = [], ignored } = await collected(folder, { slugs: SLUGS });
  const out = folderOf({ "roster.csv": gradebook() });
  const roster = join(out, "roster.csv");
  writeFileSync(
    join(out, "due.csv"),
    SLUGS.map((slug) => `${slug},2026-11-30T23:59:00+01:00\n`).reduce(
      (text, row) => text + row,
      "lesson,due\n",
    ),
  );
  const report = reportOf(counting.map(gradedAs), { groups, ignored });
  const inputs = readReportInputs({ roster, due: join(out, "due.csv") });
  const { problems } = writeReports(report, out, inputs);
  const canvas = readCsv(readFileSync(join(out, "canvas.csv"), "utf8"), "canvas.csv");
  expect(canvas.columns.slice(5)).toEqual(SLUGS.map((slug, index) => `${slug} (${47 + index})`));
  const rows = canvas.records
    .slice(1)
    .map(({ fields }) => [fields[2], ...fields.slice(5)].join(" "));
  expect(rows).toEqual(TYPED.trim().split("\n"));
  expect(problems).toEqual([
    'Not on the roster, but with work handed in: "3999".',
    'Late by an unknown time, and counted whole: 01-connector-call of "N3003 Müller (3003)", "N3013 Müller (3013)". Canvas\' download says no more; give points in marks.csv where they should be fewer.',
    'canvas.csv keeps what is in the gradebook: 11 of "N3008 Müller (3008)" in 03-env-config (nothing handed in). Points in marks.csv go before it.',
  ]);
  const grades = readCsv(readFileSync(join(out, "grades.csv"), "utf8"), "grades.csv");
  const row = (id: string) => grades.records.find(({ fields }) => fields[0] === id)?.fields;
  expect(row("login3003")).toEqual([
    "login3003",
    "N3003 Müller",
    "8",
    "7",
    "15",
    "30",
    "45",
    "",
    "",
    SLUGS[0],
  ]);
  expect(row("login3005")?.slice(2, 7)).toEqual(["10", "", "13", "23", "30"]);
});
