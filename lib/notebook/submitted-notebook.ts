import { LabError, orMistake } from "../base/lab-error.ts";
import { type CodeCell, readNotebook } from "./notebook.ts";

/** More cells, and more text in one of them or in all, than anybody writes. */
const MAX_CELLS = 1_000;
const MAX_CELL_LENGTH = 200_000;
const MAX_TEXT_LENGTH = 1_000_000;

/** Why it cannot be graded: a code for programs, a sentence for people. */
interface Reason {
  code: string;
  sentence: string;
}

/** A notebook's code cells, without their outputs, or why it cannot be graded. */
type SubmittedNotebook =
  | { status: "read"; cells: SubmittedCell[] }
  | { status: "refused"; reason: Reason };

/** A code cell as it was handed in. */
export type SubmittedCell = Pick<CodeCell, "id" | "metadata" | "source">;

/** Reads a submitted notebook. What it printed is not looked at: grades never rest on it. */
export function readSubmitted(text: string): SubmittedNotebook {
  const notebook = orMistake(() => readNotebook(text, ""));
  if (notebook instanceof LabError) return { status: "refused", reason: reasonOf(notebook, text) };
  const code = notebook.cells.filter((cell) => cell.cell_type === "code");
  const fault = faultOf(notebook.cells.length, code);
  if (fault !== undefined) return { status: "refused", reason: fault };
  const cells = code.map(({ id, metadata, source }) => ({ id, metadata, source }));
  return { status: "read", cells };
}

function faultOf(count: number, cells: readonly SubmittedCell[]): Reason | undefined {
  if (count > MAX_CELLS) {
    return {
      code: "too-many-cells",
      sentence: `There are ${count} cells in this notebook; more than ${MAX_CELLS} are not read.`,
    };
  }
  const long = cells.find(({ source }) => source.length > MAX_CELL_LENGTH);
  if (long !== undefined) {
    return {
      code: "cell-too-long",
      sentence: `The cell "${long.id}" has ${long.source.length} characters; more than ${MAX_CELL_LENGTH} are not run.`,
    };
  }
  const all = cells.reduce((sum, { source }) => sum + source.length, 0);
  if (all <= MAX_TEXT_LENGTH) return undefined;
  return {
    code: "notebook-too-long",
    sentence: `The code cells have ${all} characters in all; more than ${MAX_TEXT_LENGTH} are not run.`,
  };
}

/** What a file is that was handed in under a notebook's name, by how it begins. */
const NO_NOTEBOOKS: readonly (readonly [looks: RegExp, sentence: string])[] = [
  [/^\s*$/, "This file is empty."],
  [/^\s*<(!doctype|html|\?xml)/i, "This is a web page and not the notebook that it shows."],
  [
    /^version https:\/\/git-lfs/,
    "This is what git keeps in the place of a large file, not the notebook.",
  ],
  [/^PK\p{Cc}\p{Cc}/u, "This is a zip under a notebook's name: give it the ending .zip."],
  [/^%PDF/, "This is a PDF and not a notebook."],
  [
    /^(<{7}|>{7})( |$)/m,
    "A merge in git left its marks (<<<<<<<, >>>>>>>) in this file, so it is not a notebook any more.",
  ],
];

/** Without the parser's own words: they may quote the file. */
function reasonOf({ code, what }: LabError, text: string): Reason {
  if (code !== "notebook-not-json") return { code, sentence: what };
  const [, sentence] = NO_NOTEBOOKS.find(([looks]) => looks.test(text)) ?? [];
  return { code, sentence: sentence ?? "This file is not JSON, so it is not a notebook." };
}
