import { describe, expect, test } from "vitest";
import type { Submission } from "../../../lib/grader/report.ts";
import { readMarks } from "../../../lib/grader/report/marks.ts";
import { readRegrade } from "../../../lib/grader/report/regrade.ts";
import { renderReports } from "../../../lib/grader/report/render.ts";
import { elementsOf, readMarkup, textOf } from "../../draw/markup-reader.ts";
import { alone, graded, HOSTILE, reportOf } from "./samples.ts";

const LESSON = "01-connector-call";
const FAILED = graded("ada", LESSON, { "01.2": ["fail"] });
const QUESTION = "My answer lists every tool.";

interface Asked {
  rows: string;
  marks?: string;
  submissions?: Submission[];
}

function rendered({ rows, marks = "", submissions = [FAILED] }: Asked) {
  const { files, problems } = renderReports(reportOf(submissions), {
    ...alone,
    regrade: readRegrade(`student,exercise,reason\n${rows}\n`, "/x/regrade.csv"),
    marks: readMarks(`student,exercise,points,comment\n${marks}\n`),
  });
  const words = (path: string): string => textOf(bodyOf(files.get(path)));
  return { files, problems, words };
}

function bodyOf(page = "") {
  return readMarkup(page.slice(page.indexOf("<body"), -"\n</html>\n".length));
}

test("a request is on the class page with its reason, each check and the answer", () => {
  const { files, words } = rendered({ rows: `ada,1.2,${QUESTION}` });
  for (const part of [
    QUESTION,
    "ada: 01.2",
    "delete_repository is open",
    "const answer = { ok: true };",
    "Not decided yet.",
  ])
    expect(words("index.html")).toContain(part);
  const folded = elementsOf(bodyOf(files.get("index.html"))).filter(
    ({ name }) => name === "summary",
  );
  expect(folded.map(textOf).join()).not.toContain("request");
});

describe("the student's page tells the outcome", () => {
  test.each([
    ["", "01.2", "Not decided yet."],
    [
      "ada,01.2,,The last tool is missing.",
      "01.2",
      "kept: 2 of 3 points. Comment: The last tool is missing.",
    ],
    ["ada,01.2,2,Right as it is.", "01.2", "kept: 2 of 3 points. Comment: Right as it is."],
    ["ada,01.2,3,You are right.", "01.2", "changed: 3 of 3 points, not 2. Comment: You are right."],
    ["ada,01,15,All of it.", "01.2", "changed: 15 of 15 points, not 14. Comment: All of it."],
    ["ada,01,15,All of it.", "01", "changed: 15 of 15 points, not 14. Comment: All of it."],
  ])("of the mark %j", (marks, exercise, outcome) => {
    const { words, problems } = rendered({ rows: `ada,${exercise},${QUESTION}`, marks });
    const page = words(`feedback/ada/${LESSON}.html`);
    expect(page).toContain(`“${QUESTION}”`);
    expect(page).toContain(outcome);
    expect(words("index.html")).toContain(outcome);
    expect(problems).toEqual([]);
  });
});

test("what is decided is folded on the class page, and counted", () => {
  const { files } = rendered({ rows: `ada,01.2,${QUESTION}`, marks: "ada,01.2,3,Yes." });
  const summary = elementsOf(bodyOf(files.get("index.html"))).find(
    (node) => node.name === "summary" && /request/u.test(textOf(node)),
  );
  expect(summary === undefined ? "" : textOf(summary)).toBe("1 request decided");
});

test("a reason and an answer are shown as text", () => {
  const [answered] = [graded("ada", LESSON)].map((one) => ({
    ...one,
    exercises: one.exercises.map((exercise) => ({ ...exercise, answer: HOSTILE })),
  }));
  const { files } = rendered({
    rows: `ada,01.2,"<img src=x onerror=alert(1)>"`,
    submissions: answered === undefined ? [] : [answered],
  });
  for (const path of ["index.html", `feedback/ada/${LESSON}.html`]) {
    const names = new Set(elementsOf(bodyOf(files.get(path))).map(({ name }) => name));
    expect(names).not.toContain("img");
    expect(names).not.toContain("script");
  }
});

test.each([
  ["zoe,01.2,Why", 'regrade.csv, line 2: there is no student "zoe".'],
  ['"Byron, Ada",01.2,Why', 'regrade.csv, line 2: there is no student "Byron, Ada".'],
  ["ada,09.9,Why", 'regrade.csv, line 2: there is no exercise "09.9" that anybody was graded in.'],
  ["ada,03.1,Why", 'regrade.csv, line 2: there is no exercise "03.1" that anybody was graded in.'],
  ["ada,01.2,", 'regrade.csv, line 2: "ada" gives no reason for 01.2.'],
  [
    "ada,01.2,Why\nada,1.2,Really",
    'regrade.csv, line 3: a second request for 01.2 of "ada"; the one of regrade.csv, line 2 counts.',
  ],
])("the row %j is reported", (rows, problem) => {
  expect(rendered({ rows }).problems).toEqual([problem]);
});

test.each([
  ["student,exercise\nada,01.2\n", "regrade-columns"],
  ["student,exercise,reason\nada,01.2,Well, no\n", "csv-broken"],
])("refuses %j", (text, code) => {
  expect(() => readRegrade(text, "regrade.csv")).toThrow(expect.objectContaining({ code }));
});
