import type { Examination } from "../exercises/examination.ts";
import type { World } from "../exercises/world.ts";
import { examine } from "../lessons/examine.ts";
import { toJson } from "../wire/error-json.ts";
import type { ExerciseResult } from "../exercises/verdict.ts";
import type { StartProcess } from "../notebook/child.ts";
import type { ConverterProcess } from "../notebook/converter.ts";
import {
  type NotebookInFolder,
  type NotebookRun,
  type RunOptions,
  runNotebook,
} from "../notebook/run.ts";
import { startNode } from "../notebook/node-process.ts";

/** A notebook that was run, with the verdicts on its answers in the order of its check cells. */
export interface JudgedRun extends NotebookRun {
  exercises: ExerciseResult[];
}

/** How a notebook is run and its answers are judged. */
export interface JudgedRunOptions extends Pick<
  RunOptions,
  "env" | "signal" | "onCell" | "cellTimeoutMs" | "totalTimeoutMs"
> {
  /** Who answers in the notebook. Default: the rehearsal. */
  answeredBy?: World["answeredBy"];
  /** A warm converter in the notebook's folder, which the caller ends. */
  converter?: ConverterProcess | undefined;
  /** Starts the processes. Default: when they are needed. */
  start?: StartProcess;
  /** Adds variants that are not published. */
  addTo?: (exercise: string, examination: Examination) => Examination;
  /** Called with each result as soon as it is there. */
  onResult?: (result: ExerciseResult) => void;
}

/**
 * Runs a notebook, a file or one that was read, without Jupyter and judges its answers in this process.
 *
 * @throws LabError of `runNotebook`
 */
export async function runJudged(
  source: string | NotebookInFolder,
  { onResult, addTo, answeredBy = "rehearsal", ...options }: JudgedRunOptions,
): Promise<JudgedRun> {
  const exercises: ExerciseResult[] = [];
  const run = await runNotebook(source, {
    start: startNode,
    ...options,
    onAnswer: async (exercise, pipe) => {
      const addVariants = (one: Examination): Examination => addTo?.(exercise, one) ?? one;
      const result = await examine(exercise, pipe, { addVariants, answeredBy });
      exercises.push(result);
      onResult?.(result);
      return toJson(result) ?? null;
    },
  });
  return { ...run, exercises };
}
