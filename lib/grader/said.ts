import { stderrOf } from "../notebook/outputs.ts";
import type { CellRun } from "../notebook/run.ts";

const MAX_LINES = 8;
const MAX_SAID = 1_000;

/** What a cell printed as its error: from the error's own line on, without the frames of a stack. */
export function saidBy(cell: CellRun): string {
  const lines = stderrOf(cell)
    .split("\n")
    .filter((line) => !/^\s+at /.test(line) && line.trim() !== "");
  const first = lines.findIndex((line) => /^[\w.\s[\]]*(?:Error|Exception)\b/.test(line));
  return lines.slice(Math.max(first, 0)).slice(0, MAX_LINES).join("\n").slice(0, MAX_SAID);
}

/** The last line that the cell printed at which a run came to its end. */
export function lastWords(ran: readonly CellRun[]): string {
  const stopped = ran.findLast(({ status }) => status !== "not-run");
  const said = stopped?.outputs.findLast((output) => output.output_type === "stream");
  return said?.output_type === "stream"
    ? (said.text.trim().split("\n").at(-1) ?? "").slice(0, MAX_SAID)
    : "";
}
