import { lstatSync, readdirSync, realpathSync } from "node:fs";
import { join } from "node:path";
import { boundText, oneLine, showHidden } from "../../markup/plain-text.ts";
import type { Exercise } from "../../exercises/exercise.ts";
import { lessons } from "../../exercises/manifest/manifest.ts";
import { progressFile } from "../../exercises/progress.ts";
import { progressIn } from "../../exercises/progress-steps.ts";
import { readPlainFile } from "../../grader/collect/read-file.ts";
import { cellRole } from "../../notebook/cell-role.ts";
import { readNotebook } from "../../notebook/notebook.ts";
import { progressFolder } from "../../session/progress.ts";

/** The largest files that are read of a learner's copy, in bytes. */
const MAX_PROGRESS_BYTES = 200_000;
const MAX_NOTEBOOK_BYTES = 4_000_000;

/** A check that keeps an exercise open, and since when. */
export interface Stop {
  exercise: Exercise;
  check: string;
  title: string;
  since: Date;
  /** The learner's answer, where it was asked for. */
  answer?: string;
}

/** Where a learner is, as their own copy says: nothing here is proved. */
export interface Learner {
  /** What the folder is called, on one line. */
  name: string;
  passed: readonly string[];
  /** The latest first. */
  stops: readonly Stop[];
  /** When a check last changed something. */
  last?: Date;
  /** What could not be read. */
  problem?: string;
}

/** The exercises that a course is done with. */
export const needed: readonly Exercise[] = lessons
  .flatMap(({ exercises }) => exercises)
  .filter(({ stretch }) => stretch !== true);

/**
 * The learners whose copies lie in the folder, by name. Their files may hold anything: only names that
 * the course knows are read, only plain files up to a size, and nothing that a link leads to.
 */
export function lookAtClass(folder: string, now: Date, answers: boolean): Learner[] {
  const place = realpathSync(folder);
  return readdirSync(place, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith("."))
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .flatMap(({ name }) => lookAtLearner(join(place, name), oneLine(name), now, answers) ?? []);
}

function lookAtLearner(
  copy: string,
  name: string,
  now: Date,
  answers: boolean,
): Learner | undefined {
  const nobody = { name, passed: [], stops: [] };
  const notebooks = join(copy, "notebooks");
  const folder = progressFolder(copy);
  try {
    if (lstatSync(notebooks, { throwIfNoEntry: false })?.isDirectory() !== true) return undefined;
    if (lstatSync(folder, { throwIfNoEntry: false }) === undefined) return nobody;
    if (realpathSync(folder) !== folder) return { ...nobody, problem: "its progress is a link" };
    return read(name, { folder, notebooks }, now, answers);
  } catch {
    return { ...nobody, problem: "cannot be read by you" };
  }
}

function read(
  name: string,
  { folder, notebooks }: { folder: string; notebooks: string },
  now: Date,
  answers: boolean,
): Learner {
  const passed: string[] = [];
  const stops: Stop[] = [];
  const refused: string[] = [];
  const times: number[] = [];
  for (const exercise of lessons.flatMap((lesson) => lesson.exercises)) {
    const path = progressFile(folder, exercise.id);
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (stat === undefined) continue;
    times.push(stat.mtimeMs);
    const file = readPlainFile(path, MAX_PROGRESS_BYTES);
    if (file.status === "refused") {
      refused.push(exercise.id);
      continue;
    }
    const { solved, stop } = progressIn(file.text);
    if (solved) passed.push(exercise.id);
    const check = exercise.checks.find(({ id }) => id === stop?.check);
    if (stop === undefined || check === undefined) continue;
    const since = new Date(Math.min(Date.parse(stop.since), now.getTime()));
    stops.push({ exercise, check: check.id, title: check.title, since });
  }
  const sorted = stops.toSorted((one, other) => other.since.getTime() - one.since.getTime());
  return {
    name,
    passed,
    stops: answers
      ? sorted.map((stop) => ({ ...stop, answer: answerTo(stop.exercise.id, notebooks) }))
      : sorted,
    ...(times.length === 0 ? {} : { last: new Date(Math.min(Math.max(...times), now.getTime())) }),
    ...(refused.length === 0 ? {} : { problem: `cannot be read: ${refused.join(", ")}` }),
  };
}

/** The cells that answer an exercise, as last saved. */
function answerTo(exercise: string, notebooks: string): string {
  const slug = lessons.find(({ exercises }) => exercises.some(({ id }) => id === exercise))?.slug;
  const file = readPlainFile(join(notebooks, `${slug}.ipynb`), MAX_NOTEBOOK_BYTES);
  if (file.status === "refused") return file.reason.sentence;
  try {
    const cells = readNotebook(file.text, "").cells.filter((cell) => {
      const role = cellRole(cell);
      return role.role === "answer" && role.exercise === exercise;
    });
    return showHidden(boundText(cells.map(({ source }) => source).join("\n"), 3000));
  } catch {
    return "This notebook cannot be read.";
  }
}
