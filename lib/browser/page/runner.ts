import type { CodeCellView } from "./cell-view.ts";
import type { Session } from "./session.ts";

/** What a runner tells of. */
interface RunnerHost {
  session: Session;
  /** A cell has changed by having been run. */
  ran: () => void;
  tell: (words: string) => void;
}

/** Runs the cells of a notebook, and counts the runs as a kernel does: from 1 after each start. */
export class Runner {
  readonly #host: RunnerHost;
  #count = 0;
  /** Which start of the kernel it is: what was asked of an earlier one gets no number. */
  #start = 0;

  constructor(host: RunnerHost) {
    this.#host = host;
  }

  /** Runs them one after the other, up to the first that fails. */
  async run(cells: readonly CodeCellView[]): Promise<void> {
    const { session } = this.#host;
    if (session.state === "ended") this.restart();
    const start = this.#start;
    const asked = cells.filter(({ source }) => source.trim() !== "");
    for (const cell of asked) cell.begin();
    let isGoingOn = true;
    for (const cell of asked) {
      if (isGoingOn && start === this.#start) isGoingOn = await this.#execute(cell);
      else cell.end(null);
    }
    this.#host.ran();
  }

  /** Ends what runs, which says so, and forgets all variables. */
  restart(): void {
    this.#host.session.kernel.restart();
    this.forget();
  }

  /** The kernel has ended, or there is another: counting begins again. */
  forget(): void {
    this.#start += 1;
    this.#count = 0;
  }

  async #execute(cell: CodeCellView): Promise<boolean> {
    const { session, ran, tell } = this.#host;
    const start = this.#start;
    let ok = false;
    try {
      const put = await session.kernel.execute(cell.source, (outputs) => {
        if (start === this.#start) cell.output(outputs);
      });
      ok = put.ok;
    } catch (error) {
      const text = `The cell could not be run: ${String(error)}\n`;
      cell.output([{ output_type: "stream", name: "stderr", text }]);
    }
    const isOfThisStart = start === this.#start;
    if (isOfThisStart) this.#count += 1;
    cell.end(isOfThisStart ? this.#count : null);
    tell(`${cell.name} ${ok ? "finished" : isOfThisStart ? "failed" : "was ended"}.`);
    ran();
    return ok;
  }
}
