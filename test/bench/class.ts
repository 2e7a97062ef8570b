import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { gradeClass } from "../../lib/grader/grade-class.ts";
import type { Figure } from "./figure.ts";
import { writeClass } from "./generated-class.ts";
import { type Cost, convertOnce, gradeOnce } from "./grading.ts";
import { ProcessorAccount } from "./processor.ts";

const ROOT = process.cwd();

/** Two hundred notebooks and a few, in whole students: the lessons differ in what they cost. */
const STUDENTS = Math.ceil(200 / lessons.length);

/** As many notebooks of each lesson are compared at the end with the beginning: about twenty of all. */
const WINDOW = 3;

/**
 * The figures of a class of two hundred notebooks, every answer cell of it distinct: against
 * nbconvert, its last notebooks against its first, memory, and two jobs against one.
 */
export async function classFigures(): Promise<Figure[]> {
  const place = mkdtempSync(join(tmpdir(), "bench-class-"));
  try {
    // The first run ever makes what all later ones begin with.
    const first = join(place, "first");
    await gradeOnce(first, 1, writeClass(first, 1, ROOT, { mark: "first", where: "inside" }));
    const folder = join(place, "class");
    const count = writeClass(folder, STUDENTS, ROOT, { mark: "class", where: "inside" });
    const name = `${count} notebooks, every answer cell distinct:`;
    // Two jobs in the middle, so that a machine that becomes slower or faster favours neither.
    const peer = [await convertOnce("before", place)];
    const { one: watched, growth } = await gradeWatched(name, folder, join(place, "out"));
    const two = [await gradeOnce(folder, 2, count), await gradeOnce(folder, 2, count)];
    const one = [watched, await gradeOnce(folder, 1, count)];
    peer.push(await convertOnce("after", place));
    const ratio = (
      what: string,
      key: keyof Cost,
      measured: Cost[],
      floor: Cost[],
      atMost: number,
    ): Figure => ({
      name: `${name} ${what}`,
      unit: key === "clock" ? "ms" : "CPU ms",
      measured: measured.map((cost) => cost[key]),
      floor: floor.map((cost) => cost[key]),
      goal: { kind: "ratio", atMost },
    });
    return [
      ratio("one of them / nbconvert", "processor", one, peer, 0.1),
      ...growth,
      ratio("two jobs / one job, on two processors", "clock", two, one, 1 / 1.8),
      {
        name: `${name} processors that one job keeps busy`,
        unit: "CPU ms",
        measured: one.map(({ processor }) => processor),
        floor: one.map(({ clock }) => clock),
        goal: { kind: "none" },
      },
      {
        name: `${name} processors that two jobs keep busy`,
        unit: "CPU ms",
        measured: two.map(({ processor }) => processor),
        floor: two.map(({ clock }) => clock),
        goal: { kind: "none" },
      },
    ];
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Grades with one job, looking at time and memory after each notebook. */
async function gradeWatched(
  name: string,
  folder: string,
  out: string,
): Promise<{ one: Cost; growth: Figure[] }> {
  const begun = performance.now();
  const account = new ProcessorAccount("class");
  // A job grades lesson by lesson, and lessons differ in what they take: each is compared with itself.
  const spent = new Map<string, number[]>(lessons.map(({ slug }) => [slug, []]));
  const held = new Map<string, number[]>(lessons.map(({ slug }) => [slug, []]));
  let before = 0;
  try {
    account.enter();
    const { submissions } = await gradeClass({
      root: ROOT,
      submissions: folder,
      out,
      jobs: 1,
      sandbox: "bwrap",
      variants: { source: "public" },
      onDone({ lesson = "" }) {
        const used = account.used();
        spent.get(lesson)?.push(used - before);
        before = used;
        held.get(lesson)?.push(account.memory());
      },
    });
    const lost = submissions.find(({ exercises }) =>
      exercises.some(({ points, earned }) => earned < points),
    );
    if (lost !== undefined) throw new Error(`${lost.path} lost points`);
  } finally {
    await account.close();
  }
  const clock = performance.now() - begun;
  const count = [...spent.values()].flat().length;
  const sumOf = (from: number, to?: number): number =>
    [...spent.values()].flatMap((costs) => costs.slice(from, to)).reduce((a, b) => a + b, 0);
  const most = (half: "first" | "second"): number[] =>
    [...held.values()].map((memory) => {
      const middle = memory.length / 2;
      return Math.max(...(half === "first" ? memory.slice(0, middle) : memory.slice(middle)));
    });
  const one = { processor: before / count, clock: clock / count };
  const growth: Figure[] = [
    {
      name: `${name} the last ${WINDOW} of each lesson / ${WINDOW} after its first`,
      unit: "CPU ms",
      measured: [sumOf(-WINDOW)],
      floor: [sumOf(1, 1 + WINDOW)],
      goal: { kind: "ratio", atMost: 1.2 },
    },
    {
      name: `${name} most memory in the second half of a lesson / in its first`,
      unit: "MB",
      measured: most("second"),
      floor: most("first"),
      goal: { kind: "ratio", atMost: 1.2 },
    },
  ];
  return { one, growth };
}
