import { EventEmitter, once } from "node:events";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
  existsSync,
} from "node:fs";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { gradeClass } from "../../../lib/grader/grade-class.ts";
import { defaultLimits } from "../../../lib/grader/limits.ts";
import { sameStudent } from "../../../lib/grader/collect/identity.ts";
import type { Report, Submission } from "../../../lib/grader/report.ts";
import {
  type CodeCase,
  forgingCases,
  networkCases,
  pipeCases,
  readingCases,
} from "./code-cases.ts";
import { slowness } from "../../slowness.ts";
import { fileCases } from "./file-cases.ts";
import { compilerCases, hoardingCases, lingeringCases, lookingCases } from "./machine-cases.ts";
import { resourceCases } from "./resource-cases.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const place = mkdtempSync(join(tmpdir(), "hostile-"));
const folder = join(place, "class");
const out = join(place, "out");
/** Those that never end have a class of their own, in which everybody has little time. */
const slowFolder = join(place, "slow-class");
const slowOut = join(place, "slow-out");
const LESSON = "03-env-config";
const given = readFileSync(join(root, "notebooks", `${LESSON}.ipynb`), "utf8");
const solved = readFileSync(join(root, "solutions", `${LESSON}.ipynb`), "utf8");

let requests = 0;
const outside: Server = createServer((_request, response) => {
  requests += 1;
  response.end("reached");
});

/** Loopback port of {@link outside}: fixed before the table of cases is made. */
const port = await new Promise<number>((resolve) => {
  outside.listen(0, "127.0.0.1", () => {
    const address = outside.address();
    resolve(typeof address === "object" && address !== null ? address.port : 0);
  });
});

/** A case, and who hands it in. */
type HandedIn = CodeCase & { student: string };

const ANSWERS = ["03.1", "03.2", "03.3", "03.4", "03.5"] as const;

/** Those that leave their process as it was share a notebook, one in each of its answer cells. */
const sharing = [
  ...readingCases({ root, class: folder, out }),
  ...lookingCases(folder),
  ...networkCases(port),
].map((hostile, index): HandedIn => ({
  ...hostile,
  exercise: ANSWERS[index % ANSWERS.length] ?? "03.1",
  student: studentOf("quiet", Math.floor(index / ANSWERS.length)),
}));
const apart = [
  ...forgingCases,
  ...pipeCases,
  ...resourceCases,
  ...compilerCases,
  ...hoardingCases,
  ...lingeringCases,
].map((hostile, index): HandedIn => ({ ...hostile, student: studentOf("code", index) }));
const codeCases = [...sharing, ...apart];
const notebooks = new Set(codeCases.map(({ student }) => student));

const MB = 1024 * 1024;
/** Short, so that what never ends is soon over: a busy loop by its time on a processor. */
const limits = {
  ...defaultLimits,
  cpuSeconds: 8,
  memoryBytes: 500 * MB,
  processes: 64,
  diskBytes: 16 * MB,
  talkBytes: 16 * MB,
};

/** Whether it is ended by a limit of time, at the earliest. */
const isEndless = ({ said, hangs = false }: CodeCase): boolean =>
  hangs || (said?.source.includes("time-limit") ?? false);

/** The lesson's notebook with what this student hands in. */
function notebookOf(student: string): string {
  const own = codeCases.filter((one) => one.student === student);
  const notebook = JSON.parse(given);
  for (const cell of notebook.cells) {
    const lab = cell.metadata.mcp_lab;
    const hostile = own.find(({ exercise = "03.1" }) => exercise === lab?.exercise);
    if (lab?.role === "answer" && hostile !== undefined) cell.source = hostile.code;
  }
  return JSON.stringify(notebook);
}

function studentOf(kind: "quiet" | "code" | "file", index: number): string {
  return `${kind}-${String(index).padStart(3, "0")}`;
}

/**
 * The class of what never ends is graded in two parts at a time, since most of it is waiting: in the first
 * with two jobs, by which what hits a limit of time is graded once more, alone; in the other with one.
 */
const JOBS = [2, 1];

let submissions: Report["submissions"];
const CANARY = "CANARY-of-whoever-grades";

beforeAll(async () => {
  for (const student of ["neighbour", "zoe"]) {
    mkdirSync(join(folder, student), { recursive: true });
    writeFileSync(join(folder, student, `${LESSON}.ipynb`), solved);
  }
  for (const { student, ...hostile } of codeCases) {
    const own = join(isEndless(hostile) ? slowFolder : folder, student);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, `${LESSON}.ipynb`), notebookOf(student));
  }
  for (const [index, { make, student }] of fileCases.entries()) {
    const own = join(folder, studentOf("file", index));
    if (student === undefined) mkdirSync(own);
    make(own, given);
  }
  process.env.CANARY = CANARY;
  const variants = { source: "seed", seed: CANARY, count: 1 } as const;
  const options = { root, sandbox: "bwrap", variants } as const;
  // Before the first that is run, what all gradings share is made; then the others may begin.
  const progress = new EventEmitter();
  const ending = gradeClass({
    ...options,
    submissions: folder,
    out,
    jobs: 2,
    limits,
    onDone: ({ run }) => void (run.cells > 0 && progress.emit("ran")),
  });
  await Promise.race([once(progress, "ran"), ending]);
  const cellMs = 5_000 * slowness();
  const endless = JOBS.map((jobs, part) =>
    gradeClass({
      ...options,
      submissions: slowFolder,
      shard: { index: part + 1, of: JOBS.length },
      out: join(slowOut, String(part)),
      jobs,
      limits: { ...limits, cellMs, cpuSeconds: 2 },
    }),
  );
  const reports = await Promise.all([ending, ...endless]);
  submissions = reports.flatMap((report) => report.submissions);
  delete process.env.CANARY;
});

afterAll(() => {
  outside.close();
  rmSync(place, { recursive: true, force: true });
});

function submissionOf(student: string): Submission {
  const found = submissions.find((submission) => sameStudent(submission.student, student));
  if (found === undefined) throw new Error(`${student} is not in the report`);
  return found;
}

const earned = ({ exercises }: Submission): number =>
  exercises.reduce((sum, exercise) => sum + exercise.earned, 0);

/** The report of a submission without the learner's own text, which may say anything. */
function findings(submission: Submission): string {
  const exercises = submission.exercises.map(({ answer: _answer, ...rest }) => rest);
  return JSON.stringify({ ...submission, exercises });
}

describe("a hostile submission", () => {
  it("is one of at least a hundred", () => {
    expect(codeCases.length + fileCases.length).toBeGreaterThanOrEqual(100);
    expect(submissions).toHaveLength(notebooks.size + fileCases.length + 2);
  });

  it.each(codeCases)("that $name gains nothing and learns nothing", ({ student, said }) => {
    const submission = submissionOf(student);
    expect(earned(submission)).toBe(0);
    expect(findings(submission)).not.toMatch(/GOT:|CANARY/);
    const passed = submission.exercises
      .flatMap(({ verdicts }) => verdicts)
      .filter(({ status }) => status === "pass");
    expect(passed).toEqual([]);
    const codes = [submission.reason?.code, ...submission.notes.map(({ code }) => code)];
    expect(codes.join()).toMatch(said ?? /^/);
    expect(submission.reason?.code).not.toBe("grader-lost");
  });

  it.each(sharing)("that $name is run, and ends neither its run nor its neighbours'", (hostile) => {
    const { run, notes, reason } = submissionOf(hostile.student);
    expect([notes, reason]).toEqual([[], undefined]);
    expect(run.troubled.filter(({ status }) => status === "not-run")).toEqual([]);
  });

  it.each(
    fileCases.map((hostile, index) => ({
      ...hostile,
      who: hostile.student ?? studentOf("file", index),
    })),
  )("that $name is refused with its reason, or graded as what it is", ({ who, reason }) => {
    const submission = submissionOf(who);
    expect(earned(submission)).toBe(0);
    expect([submission.status, submission.reason?.code]).toEqual(
      reason === undefined ? ["graded", undefined] : ["not-gradable", reason],
    );
  });

  it.each(["neighbour", "zoe"])("does not disturb %s", (student) => {
    const submission = submissionOf(student);
    expect([submission.status, earned(submission)]).toEqual(["graded", 15]);
    expect(submission.notes.map(({ code }) => code)).toEqual(["course-solution"]);
  });

  it("reaches nothing outside", () => {
    expect(requests).toBe(0);
    expect(existsSync("/tmp/owned")).toBe(false);
    expect(readdirSync(place).toSorted()).toEqual(["class", "out", "slow-class", "slow-out"]);
    expect(readdirSync(process.cwd())).not.toContain("owned");
  });
});
