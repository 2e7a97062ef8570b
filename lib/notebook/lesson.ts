import { createHash } from "node:crypto";
import type { JsonObject } from "../base/json.ts";
import { comparable } from "./cell-role.ts";
import { findKernelTraps } from "./kernel-traps.ts";
import type { Notebook } from "./notebook.ts";
import { mistake, parsePercent, type SourceCell } from "./percent.ts";
import { learnerSource, solvedSource } from "./regions.ts";

/** The two notebooks that one lesson source becomes; neither has outputs. */
export interface LessonNotebooks {
  learner: Notebook;
  solved: Notebook;
}

/**
 * Makes both notebooks of a lesson.
 *
 * @param where the source file, for errors
 * @throws LabError of `parsePercent` and of the solution regions, or `kernel-trap` for code that
 *   tslab is known to trip over
 */
export function lessonNotebooks(source: string, where: string): LessonNotebooks {
  const cells = parsePercent(source, where);
  const make = (code: (cell: SourceCell, where: string) => string): Notebook => ({
    cells: cells.map((cell) => {
      const text =
        cell.kind === "code" ? code(cell, where) : cell.lines.map((line) => line.text).join("\n");
      refuseTraps(cell, text, where);
      const shared = { id: cell.id, metadata: cellMetadata(cell, text), source: text };
      return cell.kind === "code"
        ? { ...shared, cell_type: "code", execution_count: null, outputs: [] }
        : { ...shared, cell_type: "markdown" };
    }),
    metadata: structuredClone(notebookMetadata),
  });
  return { learner: make(learnerSource), solved: make(solvedSource) };
}

/** As tslab reports itself, so that opening and saving a notebook changes nothing. */
const notebookMetadata: JsonObject = {
  kernelspec: { display_name: "TypeScript", language: "typescript", name: "tslab" },
  language_info: {
    codemirror_mode: { mode: "typescript", name: "javascript", typescript: true },
    file_extension: ".ts",
    mimetype: "text/typescript",
    name: "typescript",
    version: "3.7.2",
  },
};

/** Jupyter folds long outputs into a small box that scrolls, unless a cell says not to. */
const OPEN: JsonObject = { scrolled: false };

function cellMetadata(cell: SourceCell, text: string): JsonObject {
  if (cell.kind !== "code") return {};
  if (cell.exercise === undefined) return OPEN;
  const lab = { role: cell.role, exercise: cell.exercise, checksum: checksumOf(text) };
  return cell.role === "check"
    ? { ...OPEN, deletable: false, editable: false, mcp_lab: lab }
    : { ...OPEN, mcp_lab: lab };
}

/** Tells whether a cell still says what it was generated with. */
export function checksumOf(source: string): string {
  return createHash("sha256").update(comparable(source)).digest("hex").slice(0, 16);
}

function refuseTraps(cell: SourceCell, text: string, where: string): void {
  const trap = cell.kind === "code" ? findKernelTraps(text)[0] : undefined;
  if (trap === undefined) return;
  throw mistake("kernel-trap", where, cell.line + trap.line, {
    what: `In cell "${cell.id}" ${trap.message}`,
    remedy: "Write it another way: the learner's kernel would fail here.",
  });
}
