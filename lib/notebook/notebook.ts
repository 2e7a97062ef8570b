import { isDeep, isObject, type Json, type JsonObject } from "../base/json.ts";
import { LabError } from "../base/lab-error.ts";
import { decode, parsePythonJson } from "./decode.ts";

/**
 * What a tslab cell can produce, in nbformat's shape with texts joined. The kernel sends neither
 * `execute_result` nor `error`: values and errors are printed.
 */
export type Output =
  | { output_type: "stream"; name: "stdout" | "stderr"; text: string }
  | { output_type: "display_data"; data: JsonObject; metadata: JsonObject };

/** A code cell of nbformat 4.5. `outputs` are kept as they were read. */
export interface CodeCell {
  cell_type: "code";
  id: string;
  metadata: JsonObject;
  source: string;
  execution_count: number | null;
  outputs: JsonObject[];
}

/** A prose cell of nbformat 4.5. */
interface TextCell {
  cell_type: "markdown" | "raw";
  id: string;
  metadata: JsonObject;
  source: string;
  attachments?: JsonObject;
}

/** A notebook of nbformat 4.5, sources joined to one string. */
export interface Notebook {
  cells: (CodeCell | TextCell)[];
  metadata: JsonObject;
}

/**
 * Reads a notebook file, its bytes or its text, as Jupyter does: nbformat 3 to 5, in whatever encoding
 * and with whatever line ends an editor saved it. What is missing or odd in a cell gets what Jupyter
 * gives it, and what is no cell at all is left out. A cell without an id is `cell-<position>`, counted
 * from 1.
 *
 * @param where the file, for the error.
 * @throws LabError `notebook-not-json`, `notebook-not-readable` (JSON, but no notebook) or
 *   `notebook-no-cells` (no code cell in it).
 */
export function readNotebook(source: string | Uint8Array, where: string): Notebook {
  const file = parseJson(typeof source === "string" ? source : decode(source).text, where);
  const listed = isObject(file) ? cellsIn(file) : undefined;
  if (!isObject(file) || listed === undefined) {
    throw new LabError("notebook-not-readable", {
      what: "This is JSON but not a notebook of nbformat 3 to 5.",
      where,
      remedy: "Open it in Jupyter and save it again, or take the original from the repository.",
    });
  }
  const cells = listed.flatMap((cell, index) => readCell(cell, `cell-${index + 1}`));
  if (!cells.some((cell) => cell.cell_type === "code")) {
    throw new LabError("notebook-no-cells", {
      what: "There is no code cell in this notebook.",
      where,
      remedy: "Check that it is the notebook you meant.",
    });
  }
  return { cells, metadata: readObject(file.metadata) };
}

function parseJson(text: string, where: string): unknown {
  try {
    return parsePythonJson(text);
  } catch (cause) {
    throw new LabError("notebook-not-json", {
      what: `This file is not JSON (${cause instanceof Error ? cause.message : String(cause)}).`,
      where,
      remedy: "Take an earlier version of it, or the original from the repository.",
      cause,
    });
  }
}

/** nbformat 3 has its cells on worksheets. */
function cellsIn({ nbformat, cells, worksheets }: JsonObject): Json[] | undefined {
  if (nbformat !== 3 && nbformat !== 4 && nbformat !== 5) return undefined;
  if (Array.isArray(cells)) return cells;
  if (!Array.isArray(worksheets)) return undefined;
  return worksheets.flatMap((sheet) =>
    isObject(sheet) && Array.isArray(sheet.cells) ? sheet.cells : [],
  );
}

/** The cell, or nothing where this is none. nbformat 3 calls the source of a code cell its input. */
function readCell(cell: Json, position: string): Notebook["cells"] {
  if (!isObject(cell)) return [];
  const source = readText(cell.source ?? cell.input ?? "");
  if (source === undefined) return [];
  const { id } = cell;
  const shared = {
    id: typeof id === "string" && /^[\w-]{1,64}$/.test(id) ? id : position,
    metadata: readObject(cell.metadata),
  };
  const attached = isWritable(cell.attachments) ? { attachments: cell.attachments } : {};
  const { cell_type, execution_count: count, outputs } = cell;
  switch (cell_type) {
    case "code":
      return [
        {
          ...shared,
          cell_type,
          source,
          execution_count: typeof count === "number" && Number.isInteger(count) ? count : null,
          // Those of nbformat 3 have no `metadata` and other names, and nbformat 4 refuses them.
          outputs: Array.isArray(outputs) && !("input" in cell) ? outputs.filter(isWritable) : [],
        },
      ];
    case "heading": {
      const marks = "#".repeat(Math.min(6, Math.max(1, Number(cell.level) || 1)));
      return [
        { ...shared, cell_type: "markdown", source: `${marks} ${source.replaceAll("\n", " ")}` },
      ];
    }
    case "markdown":
    case "html":
      return [{ ...shared, ...attached, cell_type: "markdown", source }];
    default:
      // As JupyterLab shows a type that it does not know.
      return [{ ...shared, ...attached, cell_type: "raw", source }];
  }
}

/** nbformat allows a text as one string or as a list of lines. Its lines end as Jupyter's do. */
function readText(text: Json): string | undefined {
  const whole = Array.isArray(text)
    ? text.filter((line) => typeof line === "string").join("")
    : text;
  return typeof whole === "string" ? whole.replaceAll(/\r\n?/g, "\n") : undefined;
}

function readObject(value: Json | undefined): JsonObject {
  return isWritable(value) ? value : {};
}

/** An object that can be written again; Python does not open what is nested without end. */
function isWritable(value: Json | undefined): value is JsonObject {
  return isObject(value) && !isDeep(value);
}

/**
 * The notebook as Jupyter writes it: keys sorted, texts as lists of lines, an indent of one space
 * and a newline at the end (nbformat's `writes`), so that saving it in Jupyter changes nothing.
 */
export function writeNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: lines(cell.source),
    ...(cell.cell_type === "code" ? { outputs: cell.outputs.map(splitOutput) } : {}),
  }));
  const file = { cells, metadata: notebook.metadata, nbformat: 4, nbformat_minor: 5 };
  return `${JSON.stringify(sortKeys(file), null, 1)}\n`;
}

function splitOutput(output: JsonObject): JsonObject {
  const { text: streamed, data } = output;
  return {
    ...output,
    ...(typeof streamed === "string" ? { text: lines(streamed) } : {}),
    ...(isObject(data) ? { data: splitBundle(data) } : {}),
  };
}

/** nbformat 5.5, v4/rwbase.py: only texts are split, so that an image stays one string. */
const SPLIT_MIME = /^(text\/.*|application\/javascript|image\/svg\+xml)$/;

function splitBundle(data: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(data).map(([mime, content]) => [
      mime,
      typeof content === "string" && SPLIT_MIME.test(mime) ? lines(content) : content,
    ]),
  );
}

function lines(content: string): string[] {
  return content === "" ? [] : content.split(/(?<=\n)/);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}
