import type { Output } from "./notebook.ts";
import { type ExecutorReport, MAX_OUTPUT_LENGTH } from "./process/messages.ts";

type Display = Extract<Output, { output_type: "display_data" }>;
type OutputReport = Extract<ExecutorReport, { type: "stream" | "display" | "cut" }>;

/** The outputs of one cell, bounded. */
class CellOutputs {
  readonly list: Output[] = [];
  #left = MAX_OUTPUT_LENGTH;

  /** True when so much more may be kept; when not, says so once, below what is there. */
  admit(length: number): boolean {
    if (this.#left < 0) return false;
    this.#left = this.#left < length ? -1 : this.#left - length;
    if (this.#left >= 0) return true;
    this.print(
      "stderr",
      `\n[Cut: this cell's output is longer than ${MAX_OUTPUT_LENGTH} characters.]\n`,
    );
    return false;
  }

  /** Adds text, joined to the output above when that is of the same stream. */
  print(name: "stdout" | "stderr", text: string): void {
    const last = this.list.at(-1);
    if (last?.output_type === "stream" && last.name === name) last.text += text;
    else this.list.push({ output_type: "stream", name, text });
  }
}

/** The outputs of a run's cells, put together as Jupyter puts them into the notebook. */
export class RunOutputs {
  #cells: CellOutputs[];
  #displays = new Map<string, Display[]>();

  constructor(cells: number) {
    this.#cells = Array.from({ length: cells }, () => new CellOutputs());
  }

  /** The outputs of the cell at this index. Grows while the run goes on. */
  of(cell: number): Output[] {
    return this.#cells[cell]?.list ?? [];
  }

  /** A sentence of ours below what the cell printed. */
  note(cell: number, sentence: string): void {
    this.#cells[cell]?.print("stderr", `${sentence}\n`);
  }

  /** Adds what the executor process reported. A cell that is not of this run is ignored. */
  add(report: OutputReport): void {
    const cell = this.#cells[report.cell];
    if (cell === undefined) return;
    if (report.type === "cut") cell.admit(Infinity);
    else if (report.type === "display") this.#display(cell, report);
    else if (cell.admit(report.text.length)) cell.print(report.name, report.text);
  }

  /** An update replaces the content of every output with its id, in whichever cell it is. */
  #display(cell: CellOutputs, report: Extract<OutputReport, { type: "display" }>): void {
    if (!cell.admit(JSON.stringify(report.data).length)) return;
    const { data, metadata, displayId, update } = report;
    const known = displayId === undefined ? [] : (this.#displays.get(displayId) ?? []);
    if (update) {
      for (const display of known) Object.assign(display, { data, metadata });
      return;
    }
    const display: Display = { output_type: "display_data", data, metadata };
    cell.list.push(display);
    if (displayId !== undefined) this.#displays.set(displayId, [...known, display]);
  }
}
