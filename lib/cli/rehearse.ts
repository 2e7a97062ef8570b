import { examine } from "../course/examine.ts";
import { toJson } from "../course/pipe/error-json.ts";
import type { ExerciseResult } from "../course/verdict.ts";
import type { StartProcess } from "../notebook/child.ts";
import type { ConverterProcess } from "../notebook/converter.ts";
import { type NotebookRun, type RunOptions, runNotebook } from "../notebook/run.ts";
import { startNode } from "./node-process.ts";

/** A notebook that was run, with the verdicts on its answers in the order of its check cells. */
export interface JudgedRun extends NotebookRun {
  exercises: ExerciseResult[];
}

/**
 * The whole environment of a rehearsed run. Empty counts as unset, and wins over a `.env` file: what a
 * person keeps there neither spends a key nor changes what a notebook prints.
 */
export const rehearsalEnvironment: Record<string, string> = {
  MCP_LAB_MODE: "rehearsal",
  ANTHROPIC_API_KEY: "",
  ANTHROPIC_MODEL: "",
  HF_TOKEN: "",
  CRM_API_KEY: "",
  CRM_BASE_URL: "",
};

interface JudgedRunOptions extends Pick<RunOptions, "env" | "signal" | "onCell"> {
  /** A warm converter in the notebook's folder, which the caller ends. */
  converter?: ConverterProcess | undefined;
  /** Starts the processes. Default: when they are needed. */
  start?: StartProcess;
  /** Called with each result as soon as it is there. */
  onResult?: (result: ExerciseResult) => void;
}

/**
 * Runs a notebook without Jupyter and judges its answers in this process.
 *
 * @throws LabError of `runNotebook`
 */
export async function runJudged(
  file: string,
  { onResult, ...options }: JudgedRunOptions,
): Promise<JudgedRun> {
  const exercises: ExerciseResult[] = [];
  const run = await runNotebook(file, {
    start: startNode,
    ...options,
    onAnswer: async (exercise, pipe) => {
      const result = await examine(exercise, pipe);
      exercises.push(result);
      onResult?.(result);
      return toJson(result) ?? null;
    },
  });
  return { ...run, exercises };
}
