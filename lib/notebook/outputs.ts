import { isObject } from "../base/json.ts";
import { cellRole } from "./cell-role.ts";
import { checksumOf } from "./lesson.ts";
import type { Notebook } from "./notebook.ts";
import type { CellRun } from "./run.ts";

/** The solved notebook with what its cells printed and drew, as Jupyter would have saved it. */
export function withOutputs(notebook: Notebook, cells: readonly CellRun[], node: string): Notebook {
  const runs = new Map(cells.map((cell) => [cell.id, cell]));
  let count = 0;
  return {
    metadata: { ...notebook.metadata, mcp_lab: { node } },
    cells: notebook.cells.map((cell) => {
      if (cell.cell_type !== "code") return cell;
      count += 1;
      const outputs = structuredClone(runs.get(cell.id)?.outputs ?? []);
      return { ...cell, execution_count: count, outputs };
    }),
  };
}

/** What a cell wrote to stderr, its error among it. */
export function stderrOf({ outputs }: Pick<CellRun, "outputs">): string {
  return outputs
    .flatMap((output) =>
      output.output_type === "stream" && output.name === "stderr" ? [output.text] : [],
    )
    .join("");
}

/** The same notebook without outputs, for comparing sources. */
export function withoutOutputs({ cells, metadata }: Notebook): Notebook {
  const { mcp_lab: _node, ...rest } = metadata;
  return {
    metadata: rest,
    cells: cells.map((cell) =>
      cell.cell_type === "code" ? { ...cell, execution_count: null, outputs: [] } : cell,
    ),
  };
}

/** The ids of the answer cells whose source is no longer the one that was generated. */
export function changedAnswers(notebook: Notebook): string[] {
  return notebook.cells.flatMap((cell) => {
    const { role, checksum } = cellRole(cell);
    return role === "answer" && checksum !== checksumOf(cell.source) ? [cell.id] : [];
  });
}

/** The Node major version that the outputs of a solved notebook were made with. */
export function nodeOfOutputs(notebook: Notebook): string | undefined {
  const lab = notebook.metadata.mcp_lab;
  return isObject(lab) && typeof lab.node === "string" ? lab.node : undefined;
}
