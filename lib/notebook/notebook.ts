import { z } from "zod";
import type { Json } from "../base/json.ts";
import { LabError } from "../base/lab-error.ts";

/** A JSON object, as nbformat uses it for metadata and mime bundles. */
export type JsonObject = { [key: string]: Json };

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

const json: z.ZodType<Json> = z.json();
const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);
/** nbformat allows a text as one string or as a list of lines. */
const text = z.union([z.string(), z.array(z.string()).transform((parts) => parts.join(""))]);
const shared = { id: z.string().min(1).max(64).optional(), metadata: jsonObject, source: text };

const cellSchema = z.discriminatedUnion("cell_type", [
  z.object({
    ...shared,
    cell_type: z.literal("code"),
    execution_count: z.int().nullable().default(null),
    outputs: z.array(jsonObject).default([]),
  }),
  z.object({
    ...shared,
    cell_type: z.enum(["markdown", "raw"]),
    attachments: jsonObject.exactOptional(),
  }),
]);

const notebookSchema = z.object({
  nbformat: z.literal(4),
  metadata: jsonObject,
  cells: z.array(cellSchema),
});

/**
 * Reads a notebook file's text. Cells of notebooks before nbformat 4.5 carry no id and get
 * `cell-<position>`, counted from 1.
 *
 * @param where the file, for the error.
 * @throws LabError `notebook-not-json`, `notebook-not-readable` (JSON, but not nbformat 4) or
 *   `notebook-no-cells` (no code cell in it).
 */
export function readNotebook(source: string, where: string): Notebook {
  return asNotebook(parseJson(source, where), where);
}

/**
 * The same for what was read already.
 *
 * @throws LabError `notebook-not-readable`, `notebook-no-cells`
 */
export function asNotebook(file: unknown, where: string): Notebook {
  const parsed = notebookSchema.safeParse(file);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new LabError("notebook-not-readable", {
      what: `This is JSON but not a notebook of nbformat 4 (at ${issue?.path.join(".") || "the top"}: ${issue?.message}).`,
      where,
      remedy: "Open it in Jupyter and save it again, or take the original from the repository.",
      cause: parsed.error,
    });
  }
  const { cells, metadata } = parsed.data;
  if (!cells.some((cell) => cell.cell_type === "code")) {
    throw new LabError("notebook-no-cells", {
      what: "There is no code cell in this notebook.",
      where,
      remedy: "Check that it is the notebook you meant.",
    });
  }
  const named = cells.map((cell, index) =>
    Object.assign(cell, { id: cell.id ?? `cell-${index + 1}` }),
  );
  return { cells: named, metadata };
}

function parseJson(source: string, where: string): unknown {
  try {
    return JSON.parse(source);
  } catch (cause) {
    throw new LabError("notebook-not-json", {
      what: `This file is not JSON (${cause instanceof Error ? cause.message : String(cause)}).`,
      where,
      remedy: "Take an earlier version of it, or the original from the repository.",
      cause,
    });
  }
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

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (!isObject(value)) return value;
  const keys = Object.keys(value).toSorted();
  return Object.fromEntries(keys.map((key) => [key, sortKeys(value[key])]));
}
