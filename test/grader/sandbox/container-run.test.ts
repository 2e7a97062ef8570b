import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { gradeClass } from "../../../lib/grader/grade-class.ts";
import { defaultLimits } from "../../../lib/grader/limits.ts";
import type { Report, Submission } from "../../../lib/grader/report.ts";
import { containerFault, openContainers } from "../../../lib/grader/sandbox/container.ts";
import { borrowingCases, systemCases } from "../hostile/isolation-cases.ts";
import { readingCases } from "../hostile/code-cases.ts";
import { resourceCases } from "../hostile/resource-cases.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const LESSON = "03-env-config";
const place = mkdtempSync(join(tmpdir(), "containers-"));
const classFolder = join(place, "class");
const given = readFileSync(join(root, "notebooks", `${LESSON}.ipynb`), "utf8");

/** What only bubblewrap's filter refuses is the engine's to refuse here; its memory is bounded in any case. */
const own = systemCases.filter(({ name }) =>
  /writes beside|holds thousands|descriptors/.test(name),
);
const wanted = /\/lab\/solutions|finding\.js|reads \/etc\/passwd|environment|neighbour/;
const endings =
  /^(loops for ever|fills memory outside the heap|forks in the shell|ends its process)$/;
const cases = [
  ...own,
  ...borrowingCases,
  ...readingCases({ root, class: classFolder, out: join(place, "out") }).filter(({ name }) =>
    wanted.test(name),
  ),
  ...resourceCases.filter(({ name }) => endings.test(name)),
].map((one, index) => ({ ...one, student: `case-${String(index).padStart(2, "0")}` }));

function handIn(student: string, notebook: string): void {
  mkdirSync(join(classFolder, student), { recursive: true });
  writeFileSync(join(classFolder, student, `${LESSON}.ipynb`), notebook);
}

let report: Report;

beforeAll(async () => {
  for (const { student, code, exercise = "03.1" } of cases) {
    const notebook = JSON.parse(given);
    for (const cell of notebook.cells) {
      const lab = cell.metadata.mcp_lab;
      if (lab?.role === "answer" && lab.exercise === exercise) cell.source = code;
    }
    handIn(student, JSON.stringify(notebook));
  }
  handIn("zoe", readFileSync(join(root, "solutions", `${LESSON}.ipynb`), "utf8"));
  report = await gradeClass({
    root,
    sandbox: "container",
    jobs: 1,
    variants: { source: "seed", seed: "a secret", count: 1 },
    submissions: classFolder,
    out: join(place, "out"),
    limits: { ...defaultLimits, cellMs: 15_000, cpuSeconds: 10 },
  });
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

function submissionOf(student: string): Submission {
  const found = report.submissions.find((submission) => submission.student === student);
  if (found === undefined) throw new Error(`${student} is not in the report`);
  return found;
}

it("finds that containers hold submissions here", () => {
  expect(
    containerFault(openContainers(), { root, diskBytes: 1_000_000, hidden: [] }),
  ).toBeUndefined();
});

it("grades a right submission in full, with git and what 03.4 starts", () => {
  const { exercises, notes } = submissionOf("zoe");
  expect(exercises.reduce((sum, { earned }) => sum + earned, 0)).toBe(15);
  expect(notes).toEqual([]);
});

it.each(cases)("gives nothing to a submission that $name", ({ student }) => {
  const { exercises, run, notes, reason } = submissionOf(student);
  expect(exercises.reduce((sum, { earned }) => sum + earned, 0)).toBe(0);
  const said = exercises.map(({ answer: _answer, ...rest }) => rest);
  expect(JSON.stringify([said, run, notes, reason])).not.toContain("GOT:");
});

it("leaves no container behind", () => {
  const { engine } = openContainers();
  const listed = spawnSync(engine, ["ps", "--all", "--quiet", "--filter", "name=mcp-lab-"], {
    encoding: "utf8",
  });
  expect([listed.status, listed.stdout]).toEqual([0, ""]);
});
