import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import type { Figure } from "./figure.ts";
import { type Difference, writeClass } from "./generated-class.ts";
import { gradeParts } from "./grade-parts.ts";
import { type Cost, convertOnce, gradeOnce } from "./grading.ts";
import { inTurns } from "./timing.ts";

const ROOT = process.cwd();

/** Students of one measured class; each hands in the whole course. */
const STUDENTS = 8;
const ROUNDS = 2;

/**
 * A small class of the whole course against nbconvert on the notebooks of one more student, for three
 * kinds of difference between answers; and what grading is made of.
 */
export async function gradeFigures(): Promise<Figure[]> {
  const place = mkdtempSync(join(tmpdir(), "bench-grade-"));
  let classes = 0;
  const nextMark = (): string => `class${(classes += 1)}`;
  const grade = (difference: Omit<Difference, "mark">) => async (): Promise<Cost> => {
    const folder = mkdtempSync(join(place, "class-"));
    const count = writeClass(folder, STUDENTS, ROOT, { ...difference, mark: nextMark() });
    return await gradeOnce(folder, 1, count);
  };
  try {
    // The first run puts the bundle together.
    await grade({ where: "inside" })();
    const [peer = [], inside = [], outside = [], half = []] = await inTurns(ROUNDS, [
      () => convertOnce(nextMark(), place),
      grade({ where: "inside" }),
      grade({ where: "outside" }),
      grade({ where: "inside", equal: 0.5 }),
    ]);
    const figure = (name: string, costs: Cost[], goal: Figure["goal"]): Figure => ({
      name,
      unit: "CPU ms",
      measured: costs.map(({ processor }) => processor),
      floor: peer.map(({ processor }) => processor),
      goal,
    });
    const parts = mkdtempSync(join(place, "class-"));
    writeClass(parts, 3, ROOT, { where: "inside", mark: nextMark() });
    const name = `grading one of ${STUDENTS * lessons.length} notebooks`;
    return [
      figure(`${name}, answer cells distinct / nbconvert`, inside, { kind: "ratio", atMost: 0.1 }),
      figure("the same, each with a helper that later cells see", outside, { kind: "none" }),
      figure("the same, half of the answer cells equal", half, { kind: "none" }),
      ...(await partFigures(parts)),
    ];
  } finally {
    rmSync(place, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** What a notebook of a class is made of once all shared work is done, and the rest of a command. */
async function partFigures(folder: string): Promise<Figure[]> {
  const students = readdirSync(folder);
  const parts = await gradeParts(ROOT, folder, students);
  const count = students.length * lessons.length;
  const first = await gradeOnce(folder, 1, count);
  const whole = parts.compile + parts.start + parts.execute + parts.judge;
  const part = (name: string, measured: number): Figure => ({
    name: `of a graded notebook: ${name}`,
    unit: "CPU ms",
    measured: [measured],
    floor: [whole],
    goal: { kind: "none" },
  });
  return [
    part("compiling the cells that are like no other", parts.compile),
    part("starting its sandbox", parts.start),
    part("executing its cells", parts.execute),
    part("driving and judging its answers", parts.judge),
    part(`a share in a class of ${count}: what is done once, and reports`, first.processor - whole),
    {
      name: "of a graded notebook: cells compiled / cells run",
      unit: "cells",
      measured: [parts.compiled],
      floor: [parts.cells],
      goal: { kind: "none" },
    },
  ];
}
