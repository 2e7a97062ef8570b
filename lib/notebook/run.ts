import { readFile } from "node:fs/promises";
import path from "node:path";
import { LabError } from "../base/lab-error.ts";
import type { StartProcess } from "./child.ts";
import { ConverterProcess } from "./converter.ts";
import { ExecutorProcess, type OnAnswer, type OnService } from "./executor.ts";
import { type Notebook, type Output, readNotebook } from "./notebook.ts";
import type { Conversion } from "./process/messages.ts";
import { RunOutputs } from "./run-outputs.ts";
import { type Stop, Stops } from "./stops.ts";

export interface RunOptions {
  /** Starts the two processes of a run. */
  start: StartProcess;
  /** The whole environment of the cells, beside what a process cannot do without. Default: empty. */
  env?: Record<string, string>;
  /** How long a cell may take to compile, and then to run, in milliseconds. Default: 60,000. */
  cellTimeoutMs?: number;
  /** How long the run may take, in milliseconds. Default: 600,000. */
  totalTimeoutMs?: number;
  /** Ends the run; the result says what had run by then. */
  signal?: AbortSignal;
  /** Judges the answers that cells hand over. Without it cells find no examiner. */
  onAnswer?: OnAnswer;
  /** Serves what cells of this run may use and their process must not hold. */
  onService?: OnService;
  /** Called with each cell when it has ended. Late output is still added to its `outputs`. */
  onCell?: (cell: CellRun) => void;
}

/** One code cell of a run. */
export interface CellRun {
  id: string;
  status: "ok" | "error" | "not-run";
  /** Compiling and running, in milliseconds. */
  ms: number;
  outputs: Output[];
}

/** What running a notebook came to. */
export interface NotebookRun {
  /** Every code cell ran and succeeded. */
  ok: boolean;
  /** The code cells, in order. */
  cells: CellRun[];
  /** Why the last cells were not run. */
  stopped?: Stop["reason"];
  /** The same for people, as it is also below the outputs of the cell before. */
  sentence?: string;
}

/** What turns a cell into JavaScript. */
export interface CellConverter {
  /** Resolves when it can begin. */
  readonly ready: Promise<unknown>;
  /** Resolves with how it came to its end, after which it converts nothing more. */
  readonly ended: Promise<string>;
  /** Converts a cell's source, given the declarations of the cells that succeeded before it. */
  convert(prevDecl: string, src: string): Promise<Conversion>;
}

/** A notebook that is no file, and the folder that it runs in. */
export interface NotebookInFolder {
  notebook: Notebook;
  cwd: string;
}

/**
 * Runs a notebook's code cells in order, through tslab's own converter and executor, without
 * Jupyter. A cell that fails does not keep the ones behind it from running; a cell that never ends,
 * or that ends its process, does, and the result says so.
 *
 * @throws LabError `notebook-not-found`, or what {@link readNotebook} throws.
 */
export async function runNotebook(
  source: string | NotebookInFolder,
  options: RunOptions & {
    /** A warm converter in the notebook's folder, which the caller ends. Default: one of its own. */
    converter?: ConverterProcess | undefined;
  },
): Promise<NotebookRun> {
  const { notebook, cwd } = typeof source === "string" ? await readFrom(source) : source;
  const cells = notebook.cells.filter((cell) => cell.cell_type === "code");
  const converter = options.converter ?? new ConverterProcess(options.start, cwd);
  if (options.converter !== undefined) await converter.renew();
  try {
    return await runSources(cells, { ...options, cwd, converter });
  } finally {
    if (options.converter === undefined) await converter.close();
  }
}

/** A cell to run. */
export interface CellSource {
  id: string;
  source: string;
  /** The part of `source` to execute, where the rest is there for its declarations alone. */
  executed?: string;
}

/** Runs these cells as {@link runNotebook} does, with the folder `cwd` as the notebook's. */
export async function runSources(
  cells: readonly CellSource[],
  options: RunOptions & { cwd: string; converter: CellConverter },
): Promise<NotebookRun> {
  const { start, cwd, env = {}, onAnswer, onService, converter } = options;
  const outputs = new RunOutputs(cells.length);
  const executor = new ExecutorProcess(start, { cwd, env, onAnswer, onService }, outputs);
  const stops = new Stops(options, { converter, executor });
  try {
    return await runCells(cells, { converter, executor, outputs, stops, options });
  } finally {
    stops.clear();
    await executor.close();
  }
}

async function readFrom(file: string): Promise<NotebookInFolder> {
  try {
    return {
      notebook: readNotebook(await readFile(file), file),
      cwd: path.dirname(path.resolve(file)),
    };
  } catch (cause) {
    if (cause instanceof LabError) throw cause;
    throw new LabError("notebook-not-found", {
      what: "There is no readable file.",
      where: file,
      remedy: "Check the path.",
      cause,
    });
  }
}

interface Run {
  converter: CellConverter;
  executor: ExecutorProcess;
  outputs: RunOutputs;
  stops: Stops;
  options: RunOptions;
}

async function runCells(cells: readonly CellSource[], run: Run): Promise<NotebookRun> {
  const { outputs, stops, executor } = run;
  const ran: CellRun[] = [];
  let prevDecl = "";
  let stopped: Stop | undefined;
  for (const [index, source] of cells.entries()) {
    const { id } = source;
    const begun = performance.now();
    const cell: CellRun = { id, status: "not-run", ms: 0, outputs: outputs.of(index) };
    if (stopped === undefined) {
      const outcome = await runCell(run, index, source, prevDecl);
      cell.ms = Math.round(performance.now() - begun);
      cell.status = outcome.status === "ok" ? "ok" : "error";
      if (outcome.status === "ok") prevDecl = outcome.prevDecl;
      if (outcome.status === "stopped") {
        stopped = outcome.stop;
        outputs.note(index, stopped.sentence);
        executor.kill();
      }
    }
    ran.push(cell);
    run.options.onCell?.(cell);
  }
  if (stopped === undefined) await stops.before(executor.answered(), "judge the answers");
  return {
    ok: ran.every((cell) => cell.status === "ok"),
    cells: ran,
    ...(stopped === undefined ? {} : { stopped: stopped.reason, sentence: stopped.sentence }),
  };
}

type CellOutcome =
  | { status: "ok"; prevDecl: string }
  | { status: "error" }
  | { status: "stopped"; stop: Stop };

async function runCell(
  { converter, executor, stops }: Run,
  index: number,
  cell: CellSource,
  prevDecl: string,
): Promise<CellOutcome> {
  const ready = await stops.during(converter.ready);
  if (ready.status === "stopped") return ready;
  const converted = await stops.before(convert(converter, prevDecl, cell), "compile");
  if (converted.status === "stopped") return converted;
  const conversion = converted.value;
  const execution = executor.execute(index, cell.source, conversion);
  const executed = await stops.before(execution, "end");
  if (executed.status === "stopped") return executed;
  if (!executed.value) return { status: "error" };
  // As in tslab's executor: only a cell that succeeded adds its declarations.
  return { status: "ok", prevDecl: declaredAfter(conversion, prevDecl) };
}

function declaredAfter(conversion: Conversion, prevDecl: string): string {
  return conversion.status === "converted" ? (conversion.result.declOutput ?? "") : prevDecl;
}

/** Has these cells converted as in a run in which each of them succeeds. */
export async function convertSources(
  cells: readonly CellSource[],
  converter: Pick<CellConverter, "convert">,
): Promise<void> {
  let prevDecl = "";
  for (const cell of cells) {
    prevDecl = declaredAfter(await convert(converter, prevDecl, cell), prevDecl);
  }
}

/** The declarations of the whole cell with the JavaScript of what is executed of it. */
async function convert(
  converter: Pick<CellConverter, "convert">,
  prevDecl: string,
  { source, executed = source }: CellSource,
): Promise<Conversion> {
  const whole = await converter.convert(prevDecl, source);
  if (executed === source || whole.status !== "converted") return whole;
  const { declOutput, diagnostics } = whole.result;
  // tslab's executor takes the declarations of a cell that has no JavaScript, and goes on.
  if (declOutput === undefined || executed === "") {
    return { ...whole, result: { ...whole.result, output: "" } };
  }
  const part = await converter.convert(prevDecl, executed);
  if (part.status !== "converted" || part.result.declOutput === undefined) return part;
  return { ...part, result: { ...part.result, declOutput, diagnostics } };
}
