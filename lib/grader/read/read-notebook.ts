import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";
import { asNotebook, type CodeCell, type Notebook } from "../../notebook/notebook.ts";
import type { Reason } from "../report.ts";

/** More cells, and more text in one of them or in all, than anybody writes. */
const MAX_CELLS = 1_000;
const MAX_CELL_LENGTH = 200_000;
const MAX_TEXT_LENGTH = 1_000_000;

/** A notebook's code cells, without their outputs, or why it cannot be graded. */
type SubmittedNotebook =
  | { status: "read"; cells: SubmittedCell[] }
  | { status: "refused"; reason: Reason };

/** A code cell as it was handed in. */
export type SubmittedCell = Pick<CodeCell, "id" | "metadata" | "source">;

const cellsOnly = z.looseObject({ cells: z.array(z.looseObject({})) });

/** Reads a submitted notebook. What it printed is not looked at: grades never rest on it. */
export function readSubmitted(text: string): SubmittedNotebook {
  try {
    const file: unknown = JSON.parse(text);
    const { cells } = codeCellsOf(withoutOutputs(file));
    const fault = faultOf(cells);
    return fault === undefined ? { status: "read", cells } : { status: "refused", reason: fault };
  } catch (error) {
    return { status: "refused", reason: reasonOf(error) };
  }
}

function withoutOutputs(file: unknown): unknown {
  const read = cellsOnly.safeParse(file);
  if (!read.success || read.data.cells.length > MAX_CELLS) return file;
  const cells = read.data.cells.map(
    ({ outputs: _outputs, attachments: _attachments, execution_count: _count, ...cell }) => cell,
  );
  return { ...read.data, metadata: {}, cells };
}

function codeCellsOf(file: unknown): { cells: CodeCell[] } {
  const read = cellsOnly.safeParse(file);
  if (read.success && read.data.cells.length > MAX_CELLS) {
    throw new LabError("too-many-cells", {
      what: `There are ${read.data.cells.length} cells in this notebook; more than ${MAX_CELLS} are not read.`,
      remedy: "Hand in the lesson's own notebook.",
    });
  }
  const notebook: Notebook = asNotebook(file, "");
  return { cells: notebook.cells.filter((cell): cell is CodeCell => cell.cell_type === "code") };
}

function faultOf(cells: readonly SubmittedCell[]): Reason | undefined {
  const long = cells.find(({ source }) => source.length > MAX_CELL_LENGTH);
  if (long !== undefined) {
    return {
      code: "cell-too-long",
      sentence: `A cell has ${long.source.length} characters; more than ${MAX_CELL_LENGTH} are not run.`,
    };
  }
  const all = cells.reduce((sum, { source }) => sum + source.length, 0);
  if (all <= MAX_TEXT_LENGTH) return undefined;
  return {
    code: "notebook-too-long",
    sentence: `The code cells have ${all} characters in all; more than ${MAX_TEXT_LENGTH} are not run.`,
  };
}

/** Without the parser's own words: they may quote the file. */
function reasonOf(error: unknown): Reason {
  if (error instanceof LabError) {
    const sentence =
      error.code === "notebook-not-readable"
        ? "This is JSON but not a notebook of nbformat 4."
        : error.what;
    return { code: error.code, sentence };
  }
  if (error instanceof SyntaxError) {
    return {
      code: "notebook-not-json",
      sentence: "This file is not JSON, so it is not a notebook.",
    };
  }
  return {
    code: "notebook-not-readable",
    sentence: "This file is nested more deeply than any notebook.",
  };
}
