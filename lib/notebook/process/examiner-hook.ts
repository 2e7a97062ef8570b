import type { Json } from "../../base/json.ts";
import type { Pipe } from "../../wire/pipe.ts";
import type { Service } from "./messages.ts";

/**
 * How an answer in a notebook that runs without Jupyter reaches the process that judges it. Only a
 * run that asked for answers has it; in the learner's kernel it is missing.
 */
export interface Examiner {
  /**
   * Opens the line over which the answer is driven. `result` is what the judging side sends back at
   * the end; it rejects when that side fails or ends the notebook.
   */
  examine(exercise: string): { pipe: Pipe; result: Promise<Json> };
  /**
   * Opens the line to a part of the library that runs beside the judge, since its code does what an
   * exercise asks. The line is closed at once where there is none.
   */
  serve(service: Service): Pipe;
}

const key = Symbol.for("mcp-lab.examiner");

/** The examiner of this process, if a run without Jupyter put one there. */
export function findExaminer(): Examiner | undefined {
  const holder: object & { [key]?: Examiner } = globalThis;
  return holder[key];
}

/** Puts the examiner where {@link findExaminer} looks, whichever copy of this module asks. */
export function installExaminer(examiner: Examiner): void {
  Object.defineProperty(globalThis, key, { value: examiner, configurable: true });
}
