import { createHash } from "node:crypto";
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
import { writeReports } from "../../../lib/grader/report/write.ts";
import type { CodeCase } from "./code-cases.ts";
import { casesBy, inTurnOf, isEndless } from "./corpus.ts";
import { slowness } from "../../slowness.ts";
import { fileCases } from "./file-cases.ts";

const root = join(import.meta.dirname, "..", "..", "..");
const place = mkdtempSync(join(tmpdir(), "hostile-"));
const folder = join(place, "class");
const out = join(place, "out");
/** Those that never end have classes of their own, in which everybody has little time. */
const slowFolder = join(place, "slow-class");
const slowOut = join(place, "slow-out");
const LESSON = "03-env-config";
const givenOf = (lesson: string): string =>
  readFileSync(join(root, "notebooks", `${lesson}.ipynb`), "utf8");
const given = givenOf(LESSON);
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

/** A case, and who hands it in, in which exercise. */
type HandedIn = Omit<CodeCase, "exercise"> & { student: string; exercise: string };

/** What each exercise calls its answer. */
const ANSWERS: Readonly<Record<string, string>> = {
  "03.1": "config",
  "03.2": "expand",
  "03.3": "files",
  "03.4": "startCrm",
  "03.5": "mask",
  "00.2": "ask",
  "00.3": "greeter",
};

/** Into how many cells of a notebook it fits. */
const choice = ({ exercise = Object.keys(ANSWERS) }: CodeCase): number => [exercise].flat().length;

/** Those that leave their process as it was share a notebook, one in each of its answer cells. */
function shared(cases: readonly CodeCase[]): HandedIn[] {
  const taken = new Map<string, Set<string>>();
  // Those that fit into few cells go first; the others fill what is left.
  const choosy = cases.toSorted((one, other) => choice(one) - choice(other));
  return choosy.map((hostile) => {
    const { lesson = LESSON, exercise } = hostile;
    const cells = exercise === undefined ? Object.keys(ANSWERS) : [exercise].flat();
    const fitting = cells.filter((id) => lesson.startsWith(id.slice(0, 2)));
    for (let index = 0; ; index += 1) {
      const student = `${studentOf("quiet", index)}-${lesson.slice(0, 2)}`;
      const full = taken.get(student) ?? new Set();
      const free = fitting.find((id) => !full.has(id));
      if (free === undefined) continue;
      taken.set(student, full.add(free));
      return { ...hostile, student, exercise: free };
    }
  });
}

const corpus = casesBy({ root, class: folder, out }, port);
const sharing = shared(inTurnOf(corpus, "sharing"));
const apart = inTurnOf(corpus, "apart").map((hostile, index): HandedIn => ({
  ...hostile,
  exercise: [hostile.exercise ?? "03.1"].flat()[0] ?? "",
  student: studentOf("code", index),
}));
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

/** What never ends, in the class that is graded by two jobs, or in the one that is graded by one. */
const endless = apart.filter(isEndless).map(({ student }) => student);
/** So many hit a limit of time with two jobs, and are graded once more, alone. */
const TWICE = 3;

function classOf(student: string): string {
  const at = endless.indexOf(student);
  return at < 0 ? folder : join(slowFolder, at < TWICE ? "0" : "1");
}

/** A lesson's notebook with what this student hands in. */
function notebookOf(student: string, lesson: string): string {
  const own = codeCases.filter((one) => one.student === student);
  const notebook = JSON.parse(givenOf(lesson));
  for (const cell of notebook.cells) {
    const lab = cell.metadata.mcp_lab;
    const hostile = own.find(({ exercise }) => exercise === lab?.exercise);
    if (lab?.role === "answer" && hostile !== undefined)
      cell.source = hostile.code.replaceAll("ANSWER", ANSWERS[hostile.exercise] ?? "");
  }
  return JSON.stringify(notebook);
}

function studentOf(kind: "quiet" | "code" | "file", index: number): string {
  return `${kind}-${String(index).padStart(3, "0")}`;
}

/** How many jobs each class of what never ends is graded by: most of it is waiting. */
const JOBS = [2, 1];

let submissions: Report["submissions"];
/** Of the class of what ends. */
let report: Report | undefined;
const CANARY = "CANARY-of-whoever-grades";
const variants = { source: "seed", seed: CANARY, count: 1 } as const;
const options = { root, sandbox: "bwrap", variants, submissions: folder, out } as const;

beforeAll(async () => {
  for (const student of ["neighbour", "zoe"]) {
    mkdirSync(join(folder, student), { recursive: true });
    writeFileSync(join(folder, student, `${LESSON}.ipynb`), solved);
  }
  for (const { student, lesson = LESSON } of codeCases) {
    const own = join(classOf(student), student);
    mkdirSync(own, { recursive: true });
    writeFileSync(join(own, `${lesson}.ipynb`), notebookOf(student, lesson));
  }
  for (const [index, { make, student }] of fileCases.entries()) {
    const own = join(folder, studentOf("file", index));
    if (student === undefined) mkdirSync(own);
    make(own, given);
  }
  process.env.CANARY = CANARY;
  // Before the first that is run, what all gradings share is made; then the others may begin.
  const progress = new EventEmitter();
  const ending = gradeClass({
    ...options,
    jobs: 2,
    limits,
    onDone: ({ run }) => void (run.cells > 0 && progress.emit("ran")),
  });
  await Promise.race([once(progress, "ran"), ending]);
  const cellMs = 5_000 * slowness();
  const waiting = JOBS.map((jobs, part) =>
    gradeClass({
      ...options,
      submissions: join(slowFolder, String(part)),
      out: join(slowOut, String(part)),
      jobs,
      limits: { ...limits, cellMs, cpuSeconds: 2 },
    }),
  );
  const reports = await Promise.all([ending, ...waiting]);
  submissions = reports.flatMap((each) => each.submissions);
  [report] = reports;
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
  it("is one of at least two hundred", () => {
    const all = Object.values(corpus).flatMap((cases) => [...cases.sharing, ...cases.apart]);
    expect(all.length + fileCases.length).toBeGreaterThanOrEqual(200);
    expect(submissions).toHaveLength(notebooks.size + fileCases.length + 2);
  });

  it.each(codeCases)("that $name gains nothing and learns nothing", ({ student, said }) => {
    const submission = submissionOf(student);
    expect(earned(submission)).toBe(0);
    expect(findings(submission)).not.toMatch(/GOT:|CANARY/);
    const passed = submission.exercises
      .flatMap(({ verdicts }) => verdicts)
      // Lesson 00 is worth nothing, and what is nested may be right there.
      .filter(({ check, status }) => status === "pass" && !check.startsWith("00."));
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

  it.each(codeCases)("that $name says nothing in the grader's name", ({ student }) => {
    const { exercises, notes, reason } = submissionOf(student);
    const found = exercises.flatMap(({ verdicts }) => verdicts.map((verdict) => verdict.found));
    for (const text of [
      ...found,
      ...notes.map(({ sentence }) => sentence),
      reason?.sentence ?? "",
    ]) {
      // A learner's words are in quotes, also where they are cut.
      expect(text.replaceAll(/"(?:[^"\\]|\\.)*(?:"|$)/g, "")).not.toContain("full marks");
      expect(text).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
      expect(text.length).toBeLessThan(3_000);
    }
  });
});

/** What must be in no file of a kind. */
const STEERING: readonly [path: RegExp, steers: RegExp][] = [
  [/./, /[^\P{Cc}\t\r\n]|\p{Bidi_Control}/u],
  [/\.html$/, /<script|<img|<iframe|href="(?!#|feedback\/|[\w.-]+\.html)/i],
  [/\.csv$/, /(?:^|,)"?\s*[=+@]/m],
];

/** Where the run keeps the result of a file. */
function keptAt(path: string): string {
  const name = createHash("sha256").update(path).digest("hex").slice(0, 32);
  return join(out, ".results", `${name}.json`);
}

/** All that is written of the class, by path. */
function filesOfClass(): [path: string, text: string][] {
  if (report === undefined) throw new Error("the class was not graded");
  const written = writeReports(report, out);
  expect(written.problems.filter((problem) => /could not|cannot write/.test(problem))).toEqual([]);
  return written.files.map((path) => [path, readFileSync(join(out, path), "utf8")]);
}

describe("the reports of a class with hostile submissions", () => {
  it("have everybody in them, and nothing that steers what shows them", () => {
    const all = filesOfClass();
    const grades = all.find(([path]) => path === "grades.csv")?.[1] ?? "";
    expect(grades.trim().split("\r\n")).toHaveLength(
      new Set(report?.submissions.map(({ student }) => student)).size + 1,
    );
    const odd = all.flatMap(([path, text]) =>
      STEERING.filter(([kind]) => kind.test(path)).flatMap(([, steers]) => {
        const found = steers.exec(text);
        return found === null ? [] : [[path, found[0]]];
      }),
    );
    expect(odd).toEqual([]);
  });

  it("are the same when the run is resumed on results that somebody forged", async () => {
    // Those that share a notebook come first: they are soon graded again.
    const others = report?.submissions.filter(
      ({ student, run }) => codeCases.some((one) => one.student === student) && run.cells > 0,
    );
    const [one, two, three] = (others ?? []).toSorted(
      (a, b) => Number(b.student.startsWith("quiet")) - Number(a.student.startsWith("quiet")),
    );
    const zoe = submissionOf("zoe");
    if (one === undefined || two === undefined || three === undefined) throw new Error("missing");
    const kept = JSON.parse(readFileSync(keptAt(one.path), "utf8"));
    const full = { ...zoe, student: one.student, path: one.path, sha256: one.sha256 };
    writeFileSync(keptAt(one.path), JSON.stringify({ ...kept, submission: full }));
    writeFileSync(keptAt(two.path), "[".repeat(1_000_000));
    rmSync(keptAt(three.path));
    mkdirSync(join(keptAt(three.path), "x"), { recursive: true });
    const graded: string[] = [];
    const resumed = await gradeClass({
      ...options,
      jobs: 1,
      limits,
      onDone: ({ path }) => void graded.push(path),
    });
    expect(graded.toSorted()).toEqual([one, two, three].map(({ path }) => path).toSorted());
    // An error of the system's may name a temporary folder, which is another one each time.
    const known = ({ path }: Submission): boolean => !graded.includes(path);
    expect(resumed.submissions.filter(known)).toEqual(report?.submissions.filter(known));
    expect(resumed.submissions.map(earned)).toEqual(report?.submissions.map(earned));
  });
});
