import { showHidden } from "../markup/plain-text.ts";
import { stderrOf } from "../notebook/outputs.ts";
import type { CellRun } from "../notebook/run.ts";

const MAX_LINES = 8;
const MAX_SAID = 1_000;

/** What a cell printed as its error: from the error's own line on, without the frames of a stack or unseen characters. */
export function saidBy(cell: CellRun): string {
  const lines = showHidden(stderrOf(cell))
    .split("\n")
    .filter((line) => !/^\s+at /.test(line) && line.trim() !== "");
  const first = lines.findIndex((line) => /^[\w.\s[\]]*(?:Error|Exception)\b/.test(line));
  return lines.slice(Math.max(first, 0)).slice(0, MAX_LINES).join("\n").slice(0, MAX_SAID);
}
