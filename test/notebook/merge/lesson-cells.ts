import { checksumOf } from "../../../lib/notebook/lesson.ts";
import type { Notebook } from "../../../lib/notebook/notebook.ts";

export type Cell = Notebook["cells"][number];

/** A prose cell of a lesson's, or of a person's own. */
export function prose(id: string, source: string): Cell {
  return { cell_type: "markdown", id, metadata: {}, source };
}

/** A code cell without outputs. */
export function code(id: string, source: string): Cell {
  return { cell_type: "code", id, metadata: {}, source, execution_count: null, outputs: [] };
}

/** The cell that answers an exercise, as it is given. */
export function answer(id: string, exercise: string, source: string): Cell {
  const lab = { role: "answer", exercise, checksum: checksumOf(source) };
  return { ...code(id, source), metadata: { mcp_lab: lab } };
}

/** The locked cell that checks an exercise. */
export function checkCell(id: string, exercise: string): Cell {
  const source = `await check("${exercise}", x);`;
  const lab = { role: "check", exercise, checksum: checksumOf(source) };
  return { ...code(id, source), metadata: { deletable: false, editable: false, mcp_lab: lab } };
}

/** The same cell with other words, and what it printed. */
export function edited(cell: Cell, source: string): Cell {
  const change = { source };
  return cell.cell_type === "code"
    ? { ...cell, ...change, ...printed(source) }
    : { ...cell, ...change };
}

/** What a run leaves in a cell. */
function printed(text: string): {
  execution_count: number;
  outputs: { [key: string]: string }[];
} {
  return { execution_count: 7, outputs: [{ output_type: "stream", name: "stdout", text }] };
}

export function notebook(cells: Cell[]): Notebook {
  return { cells, metadata: { kernelspec: { name: "tslab" } } };
}

/** A cell as one line: its id, and what it says. */
export function lines({ cells }: Notebook): string[] {
  return cells.map(({ id, source }) => `${id}: ${source.split("\n")[0]}`);
}
