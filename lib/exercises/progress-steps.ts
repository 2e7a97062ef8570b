import { z } from "zod";

/** What is kept of one exercise. */
export interface Progress {
  /** Whether every check that must pass has passed at some time. */
  solved: boolean;
  /** The most points ever earned. */
  earned: number;
  /** How many hints were shown, 0 to 3. */
  hints: number;
  /** The check that keeps the exercise open, and since when; not there where none failed yet. */
  stop?: { check: string; since: string };
}

/**
 * Something that was once reached. Each exercise has a file to which such lines are only ever added,
 * each with one write: two commands at once lose nothing of each other's, and neither does a command
 * that is killed. A line that cannot be read costs only itself.
 */
const step = z.union([
  z.object({ solved: z.boolean(), earned: z.number() }),
  z.object({ hint: z.int().min(1).max(3) }),
  z.object({ stopped: z.string(), at: z.iso.datetime() }),
]);

/** A line of an exercise's file. */
export type Step = z.infer<typeof step>;

/** What is kept of an exercise, in the text of its file. */
export function progressIn(text: string): Progress {
  return progressOf(readSteps(text).steps);
}

function progressOf(steps: readonly Step[]): Progress {
  const reached = steps.flatMap((one) => ("solved" in one ? [one] : []));
  const solved = reached.some((one) => one.solved);
  const last = steps.findLast((one) => "stopped" in one);
  return {
    solved,
    earned: reached.reduce((most, { earned }) => Math.max(most, earned), 0),
    hints: steps.reduce((most, one) => ("hint" in one ? Math.max(most, one.hint) : most), 0),
    ...(solved || last === undefined ? {} : { stop: { check: last.stopped, since: last.at } }),
  };
}

/** The lines of an exercise's file, and how many of them cannot be read. */
export function readSteps(text: string): { steps: Step[]; damaged: number } {
  const lines = text.split("\n").filter((line) => line !== "");
  const read = lines.map((line) => readStep(line));
  const steps = read.filter((one) => one !== undefined);
  return { steps, damaged: read.length - steps.length };
}

function readStep(line: string): Step | undefined {
  try {
    return step.parse(JSON.parse(line));
  } catch {
    return undefined;
  }
}
