import { examine } from "../lessons/examine.ts";
import type { Examination } from "../exercises/examination.ts";
import type { Json } from "../base/json.ts";
import { toJson } from "../wire/error-json.ts";
import type { Pipe } from "../wire/pipe.ts";
import type { ExerciseResult } from "../exercises/verdict.ts";
import { type NotebookRun, runSources } from "../notebook/run.ts";
import type { GradingContext } from "./grading-context.ts";
import { NotGradable } from "./grading.ts";
import type { Reason } from "./report.ts";
import { serveBeside } from "./serve-beside.ts";
import type { Breach } from "./sandbox/confine.ts";
import type { CellToRun } from "./slice.ts";

/** What came of an exercise's examination. */
export interface Examined {
  result: ExerciseResult;
  trace: Json[];
  /** Whether the check itself broke off at the answer. */
  isBroken: boolean;
}

/** What came of running a notebook and of the answers that it handed over. */
export interface ExaminedRun {
  run: NotebookRun;
  /** By exercise. */
  examined: Map<string, Examined>;
}

/** Longer traces are left out of the report, in characters of their JSON. */
const MAX_TRACE_LENGTH = 100_000;

/**
 * Runs the cells in a fresh process, and examines each answer on the one kind of variants or the other.
 *
 * @throws NotGradable where the run was ended by force
 */
export async function runAndExamine(
  cells: readonly CellToRun[],
  context: GradingContext,
  variants: "published" | "hidden",
): Promise<ExaminedRun> {
  let breach: Breach | undefined;
  const examined = new Map<string, Examined>();
  const examinations: Promise<void>[] = [];
  const seen = new Set<string>();
  const onAnswer = async (
    exercise: string,
    pipe: Pipe,
    position: number | undefined,
  ): Promise<Json> => {
    const cell = position === undefined ? undefined : cells[position];
    // What a check cell of the course hands over counts, once. Nothing is told to the notebook, so
    // that no cell can try answers out on variants that it does not know.
    if (cell?.isCheck === true && cell.exercise === exercise && !seen.has(exercise)) {
      seen.add(exercise);
      const examination = examineOne(exercise, pipe, context, variants).then(
        (one) => void examined.set(exercise, one),
      );
      examinations.push(examination);
      await examination;
    } else {
      pipe.close();
    }
    return { id: exercise, title: "", points: 0, earned: 0, verdicts: [] };
  };
  await context.renew();
  const start = context.start((what) => (breach ??= what));
  const { env, cwd, converter, limits } = context;
  const times = { cellTimeoutMs: limits.cellMs, totalTimeoutMs: limits.totalMs };
  const run = await runSources(cells, {
    start,
    env,
    cwd,
    converter,
    onAnswer,
    onService: serveBeside(limits.talkBytes),
    ...times,
  });
  await Promise.all(examinations);
  if (breach !== undefined) throw new NotGradable(breaches[breach]);
  return { run, examined };
}

const breaches: Record<Breach, Reason> = {
  memory: {
    code: "sandbox-memory",
    sentence:
      "The notebook's processes took more memory, or were more, than a submission may have, and were ended.",
  },
  talk: {
    code: "sandbox-output",
    sentence: "The notebook sent more to the grader than a submission may, and was ended.",
  },
};

async function examineOne(
  exercise: string,
  pipe: Pipe,
  { workspace, addVariants }: GradingContext,
  variants: "published" | "hidden",
): Promise<Examined> {
  let trace: Json[] = [];
  let isBroken = false;
  const onBroken = (): void => void (isBroken = true);
  const options = { onBroken, ...(workspace === undefined ? {} : { workspace }) };
  if (variants === "hidden") {
    const add = (examination: Examination): Examination => addVariants(exercise, examination);
    const hidden = { ...options, addVariants: add, onlyAdded: true };
    return { result: await examine(exercise, pipe, hidden), trace, isBroken };
  }
  const onTrace = (variant: number, { events }: { events: unknown }): void => {
    if (variant === 0) trace = shortTrace(toJson(events) ?? []);
  };
  const result = await examine(exercise, pipe, { ...options, onTrace });
  return { result, trace, isBroken };
}

function shortTrace(events: Json): Json[] {
  const isShort = JSON.stringify(events).length <= MAX_TRACE_LENGTH;
  return Array.isArray(events) && isShort ? events : [];
}
