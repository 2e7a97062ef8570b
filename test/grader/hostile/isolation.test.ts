import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gradeClass } from "../../../lib/grader/grade-class.ts";
import type { Report, Submission } from "../../../lib/grader/report.ts";
import { inTurn } from "../../turns.ts";
import { borrowingCases, manyFiles, systemCases } from "./isolation-cases.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const LESSON = "03-env-config";
const place = mkdtempSync(join(tmpdir(), "isolation-"));
const given = readFileSync(join(root, "notebooks", `${LESSON}.ipynb`), "utf8");
const solved = readFileSync(join(root, "solutions", `${LESSON}.ipynb`), "utf8");

interface Cell {
  source: string | string[];
  metadata: { mcp_lab?: { role: string; exercise?: string } };
}

const textOf = ({ source }: Cell): string => (Array.isArray(source) ? source.join("") : source);

/** Hands a notebook in, with these answers changed. */
function handIn(
  student: string,
  notebook: string,
  change: (exercise: string, text: string) => string,
): void {
  const parsed: { cells: Cell[] } = JSON.parse(notebook);
  for (const cell of parsed.cells) {
    const { role, exercise = "" } = cell.metadata.mcp_lab ?? { role: "" };
    if (role === "answer") cell.source = change(exercise, textOf(cell));
  }
  mkdirSync(join(place, "class", student), { recursive: true });
  writeFileSync(join(place, "class", student, `${LESSON}.ipynb`), JSON.stringify(parsed));
}

const turn = {
  name: "isolation",
  of: 4,
  files: () => ["test/grader/hostile/isolation-cases.ts"],
};
const cases = inTurn([...systemCases, ...borrowingCases], turn).map((hostile, index) => ({
  ...hostile,
  student: `case-${String(index).padStart(2, "0")}`,
}));

let report: Report;

beforeAll(async () => {
  for (const { student, code, exercise: own = "03.1" } of cases)
    handIn(student, given, (exercise, text) => (exercise === own ? code : text));
  // A right answer that keeps what it is called with, and a later one that returns it.
  handIn("keeper", solved, (exercise, text) => {
    if (exercise === "03.2") {
      return `const kept: string[] = ((globalThis as any).kept = []);
${text.replace("const expand", "const expandRight")}
const expand: any = (config: any, env: any) => {
  kept.push(...Object.keys(env));
  return expandRight(config, env);
};`;
    }
    return exercise === "03.5" ? "const mask: any = () => (globalThis as any).kept.join();" : text;
  });
  handIn("hoarder", given, (exercise, text) => (exercise === "03.1" ? manyFiles : text));
  handIn("zoe", solved, (_exercise, text) => text);
  const variants = { source: "seed", seed: "a secret of this class", count: 2 } as const;
  const options = { root, sandbox: "bwrap", jobs: 1, variants } as const;
  report = await gradeClass({
    ...options,
    submissions: join(place, "class"),
    out: join(place, "out"),
  });
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

function submissionOf(student: string): Submission {
  const found = report.submissions.find((submission) => submission.student === student);
  if (found === undefined) throw new Error(`${student} is not in the report`);
  return found;
}

const earned = ({ exercises }: Submission): number =>
  exercises.reduce((sum, exercise) => sum + exercise.earned, 0);

/** All that the report says beside the learner's own text. */
const findings = (submission: Submission): string =>
  JSON.stringify(submission.exercises.map(({ answer: _answer, ...rest }) => rest)) +
  JSON.stringify([submission.run, submission.notes, submission.reason]);

describe("a submission in the sandbox", () => {
  it.each(cases)("that $name gets nothing by it", ({ student }) => {
    const submission = submissionOf(student);
    expect(submission.status).toBe("graded");
    expect(earned(submission)).toBe(0);
    expect(findings(submission)).not.toContain("GOT:");
  });

  it("that keeps what it was called with shows none of the unpublished values", () => {
    const submission = submissionOf("keeper");
    const verdicts = submission.exercises.flatMap((exercise) => exercise.verdicts);
    const found = (check: string): string =>
      verdicts.find((verdict) => verdict.check === check)?.found ?? "";
    expect(earned(submission)).toBe(15);
    expect(found("03.5.raw")).toContain("REGION");
    // The names of made-up variables begin so.
    expect(findings(submission)).not.toMatch(/\bV_[A-Z]/);
  });

  it("that makes empty files without number is ended", () => {
    expect(submissionOf("hoarder").reason?.code).toBe("sandbox-memory");
  });

  it("that is right is right on the unpublished values too", () => {
    const submission = submissionOf("zoe");
    const verdicts = submission.exercises.flatMap((exercise) => exercise.verdicts);
    expect(verdicts.filter(({ status }) => status !== "pass")).toEqual([]);
    expect(submission.notes.map(({ code }) => code)).toEqual(["course-solution"]);
  });
});
