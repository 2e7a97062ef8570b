import { examine } from "../lessons/examine.ts";
import type { Examination } from "../exercises/examination.ts";
import type { Workspace } from "../exercises/world.ts";
import type { Json } from "../base/json.ts";
import { toJson } from "../wire/error-json.ts";
import type { Pipe } from "../wire/pipe.ts";
import type { ExerciseResult } from "../exercises/verdict.ts";
import type { StartProcess } from "../notebook/child.ts";
import { type CellConverter, type NotebookRun, runSources } from "../notebook/run.ts";
import type { Limits } from "./limits.ts";
import type { CellToRun } from "./slice.ts";

/** What grades with: all of it is the trusted side's. */
export interface Bench {
  /** Starts the executor of one run. Told why, where a run is ended by force. */
  start: (onBreach: (what: Breach) => void) => StartProcess;
  converter: CellConverter;
  /** Makes the converter ready for another notebook. */
  renew: () => Promise<void>;
  /** Where drives work; undefined for this process's own surroundings. */
  workspace: Workspace | undefined;
  /** The folder in which a run's processes start, as they see it. */
  cwd: string;
  /** The whole environment of the cells. */
  env: Record<string, string>;
  /** Whether there are variants beside the published ones. */
  hasHidden: boolean;
  addVariants: (exercise: string, examination: Examination) => Examination;
  limits: Limits;
}

/** Why a run was ended by force. */
export type Breach = "memory" | "talk";

/** What came of an exercise's examination. */
export interface Examined {
  result: ExerciseResult;
  trace: Json[];
}

/** What came of running a notebook and of the answers that it handed over. */
export interface ExaminedRun {
  run: NotebookRun;
  breach: Breach | undefined;
  /** By exercise. */
  examined: Map<string, Examined>;
}

/** Longer traces are left out of the report, in characters of their JSON. */
const MAX_TRACE_LENGTH = 100_000;

/** Runs the cells in a fresh process, and examines each answer on the one kind of variants or the other. */
export async function runAndExamine(
  cells: readonly CellToRun[],
  bench: Bench,
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
      const examination = examineOne(exercise, pipe, bench, variants).then(
        (one) => void examined.set(exercise, one),
      );
      examinations.push(examination);
      await examination;
    } else {
      pipe.close();
    }
    return { id: exercise, title: "", points: 0, earned: 0, verdicts: [] };
  };
  await bench.renew();
  const start = bench.start((what) => (breach ??= what));
  const { env, cwd, converter, limits } = bench;
  const times = { cellTimeoutMs: limits.cellMs, totalTimeoutMs: limits.totalMs };
  const run = await runSources(cells, { start, env, cwd, converter, onAnswer, ...times });
  await Promise.all(examinations);
  return { run, breach, examined };
}

async function examineOne(
  exercise: string,
  pipe: Pipe,
  { place, addVariants }: Bench,
  variants: "published" | "hidden",
): Promise<Examined> {
  let trace: Json[] = [];
  const options = place === undefined ? {} : { place };
  if (variants === "hidden") {
    const add = (examination: Examination): Examination => addVariants(exercise, examination);
    return {
      result: await examine(exercise, pipe, { ...options, addVariants: add, onlyAdded: true }),
      trace,
    };
  }
  const onTrace = (variant: number, { events }: { events: unknown }): void => {
    if (variant === 0) trace = shortTrace(toJson(events) ?? []);
  };
  return { result: await examine(exercise, pipe, { ...options, onTrace }), trace };
}

function shortTrace(events: Json): Json[] {
  const isShort = JSON.stringify(events).length <= MAX_TRACE_LENGTH;
  return Array.isArray(events) && isShort ? events : [];
}
