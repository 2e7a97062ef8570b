import type { Pipe } from "../../wire/pipe.ts";
import { MAX_OUTPUT_LENGTH, MAX_TEXT_LENGTH } from "./messages.ts";
import type { DisplayData } from "./load-tslab.ts";

/**
 * Sends what the process prints and draws, for the cell that was started last: as in the kernel,
 * late output of a finished cell shows under the one that runs now (tslab/dist/jupyter.js,
 * handleExecuteImpl).
 */
export class CellOutput {
  #run: Pipe;
  #cell = 0;
  #left = 0;
  #decoder = new TextDecoder();

  constructor(run: Pipe) {
    this.#run = run;
  }

  /** From now on output belongs to this cell. */
  enter(cell: number): void {
    this.#cell = cell;
    this.#left = MAX_OUTPUT_LENGTH;
    process.stdout.write = (chunk: string | Uint8Array) => this.#stream("stdout", chunk);
    process.stderr.write = (chunk: string | Uint8Array) => this.#stream("stderr", chunk);
  }

  /** Sends what `tslab.display` draws. */
  display({ data, metadata, transient }: DisplayData, update: boolean): void {
    const { display_id: displayId } = transient;
    if (!this.#spend(JSON.stringify(data).length)) return;
    this.#run.send({
      type: "display",
      cell: this.#cell,
      data,
      metadata,
      update,
      ...(displayId === undefined ? {} : { displayId }),
    });
  }

  #stream(name: "stdout" | "stderr", chunk: string | Uint8Array): true {
    const text = typeof chunk === "string" ? chunk : this.#decoder.decode(chunk);
    const fitting = text.slice(0, Math.max(0, this.#left));
    for (let start = 0; start < fitting.length; start += MAX_TEXT_LENGTH) {
      const part = fitting.slice(start, start + MAX_TEXT_LENGTH);
      this.#run.send({ type: "stream", cell: this.#cell, name, text: part });
    }
    this.#spend(text.length);
    return true;
  }

  /** Takes from what the cell may still send; at the first time it does not fit, says so. */
  #spend(length: number): boolean {
    const fits = length <= this.#left;
    if (!fits && this.#left >= 0) this.#run.send({ type: "cut", cell: this.#cell });
    this.#left = fits ? this.#left - length : -1;
    return fits;
  }
}
