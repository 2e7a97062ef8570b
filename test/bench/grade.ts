import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { jupyterEnvironment, prepareHome } from "../../lib/cli/jupyter/home.ts";
import { rehearsalEnvironment } from "../../lib/cli/rehearse.ts";
import { lessons } from "../../lib/course/manifest/manifest.ts";
import { gradeClass } from "../../lib/grader/grade-class.ts";
import type { Figure } from "./figure.ts";
import { inTurns, timed } from "./timing.ts";

const ROOT = process.cwd();

/** Submissions of each lesson in one measured class. */
const STUDENTS = 6;

/**
 * A class of the whole course, every answer cell of it distinct, against nbconvert on the same
 * notebooks one by one; and two jobs against one. Starting the graders is part of the time.
 */
export async function gradeFigures(): Promise<Figure[]> {
  const place = mkdtempSync(join(tmpdir(), "bench-grade-"));
  try {
    let round = 0;
    const grade = (jobs: number) => () => {
      round += 1;
      const files = writeClass(join(place, `class-${round}`), STUDENTS, round);
      return timed(() =>
        gradeAll(join(place, `class-${round}`), join(place, `out-${round}`), jobs),
      ).then((ms) => ms / files.length);
    };
    // The first run puts the bundle together.
    await grade(1)();
    const [nbconvert = [], one = [], two = []] = await inTurns(2, [
      () => convertEach(join(place, "converted")),
      grade(1),
      grade(2),
    ]);
    return [
      {
        name: "grading a notebook, answers distinct / nbconvert",
        unit: "ms",
        measured: one,
        floor: nbconvert,
        goal: { kind: "ratio", atMost: 0.1 },
      },
      {
        name: "grading a notebook, two jobs / one",
        unit: "ms",
        measured: two,
        floor: one,
        goal: { kind: "ratio", atMost: 1 / 1.8 },
      },
    ];
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** The figures of 200 submissions, which take a while: the last twenty against the first, and memory. */
export async function classFigures(): Promise<Figure[]> {
  const place = mkdtempSync(join(tmpdir(), "bench-class-"));
  try {
    const folder = join(place, "class");
    writeClass(folder, Math.ceil(200 / lessons.length), 0);
    const done: number[] = [];
    const memory: number[] = [];
    await gradeAll(folder, join(place, "out"), 1, () => {
      done.push(performance.now());
      memory.push(process.memoryUsage.rss() / 2 ** 20);
    });
    const spent = (from: number, to: number): number => (done[to - 1] ?? NaN) - (done[from] ?? NaN);
    const count = done.length;
    return [
      {
        name: `${count} submissions, the last 20 / the first 20`,
        unit: "ms",
        measured: [spent(count - 21, count)],
        floor: [spent(20, 41)],
        goal: { kind: "ratio", atMost: 1.2 },
      },
      {
        name: `${count} submissions, memory at the end / after 20`,
        unit: "MB",
        measured: memory.slice(-1),
        floor: memory.slice(20, 21),
        goal: { kind: "ratio", atMost: 1.2 },
      },
    ];
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function gradeAll(
  submissions: string,
  out: string,
  jobs: number,
  onDone?: () => void,
): Promise<void> {
  const { submissions: graded } = await gradeClass({
    root: ROOT,
    submissions,
    out,
    jobs,
    sandbox: "bwrap",
    variants: { source: "public" },
    ...(onDone && { onDone }),
  });
  const lost = graded.find(({ exercises }) =>
    exercises.some(({ points, earned }) => earned < points),
  );
  if (lost !== undefined) throw new Error(`${lost.path} lost points: ${lost.reason?.sentence}`);
}

/** Solved notebooks whose answer cells are each like no other; returns their paths. */
function writeClass(folder: string, students: number, round: number): string[] {
  return Array.from({ length: students }, (_, student) =>
    lessons.map(({ slug }) => {
      const own = join(folder, `student-${String(student).padStart(3, "0")}`);
      mkdirSync(own, { recursive: true });
      const path = join(own, `${slug}.ipynb`);
      writeFileSync(path, distinct(slug, `${round}-${student}`));
      return path;
    }),
  ).flat();
}

function distinct(slug: string, mark: string): string {
  const notebook: { cells: { metadata: { mcp_lab?: { role: string } }; source: string[] }[] } =
    JSON.parse(readFileSync(join(ROOT, "solutions", `${slug}.ipynb`), "utf8"));
  for (const { metadata, source } of notebook.cells) {
    if (metadata.mcp_lab?.role === "answer") source.push(`\n// by ${mark}`);
  }
  return JSON.stringify(notebook);
}

/** The time of one notebook by nbconvert, over one of each lesson. */
async function convertEach(out: string): Promise<number> {
  const env = { ...jupyterEnvironment(prepareHome(ROOT), process.env), ...rehearsalEnvironment };
  const all = await timed(async () => {
    for (const { slug } of lessons) {
      const file = join(ROOT, "solutions", `${slug}.ipynb`);
      const words = ["nbconvert", "--execute", "--to", "notebook", "--output-dir", out, file];
      await promisify(execFile)("jupyter", words, { cwd: ROOT, env });
    }
  });
  return all / lessons.length;
}
