import type { Output } from "../notebook/notebook.ts";
import type { Conversion } from "../notebook/process/messages.ts";
import { Caller } from "./calls.ts";
import { CellsFrame } from "./cells-frame.ts";
import type { CompilerCalls } from "./compiler.ts";
import type { Kernel, KernelState, SessionSettings } from "./kernel.ts";
import { courseFiles } from "./course-files.ts";

/** One for the page: it stays warm whatever becomes of a kernel. */
let compiler: Caller<CompilerCalls> | undefined;

const ENDED = "The cell was ended. All variables are gone: run the cells above again.";

/** Starts the compiler, if nobody has, and a worker for a notebook's cells. */
export function startKernel(settings: SessionSettings): Kernel {
  compiler ??= new Caller(new Worker(new URL("compiler.js", import.meta.url), { type: "module" }));
  return new BrowserKernel(compiler, settings);
}

class BrowserKernel implements Kernel {
  #compiler: Caller<CompilerCalls>;
  #settings: SessionSettings;
  #cells: CellsFrame;
  #prevDecl = "";
  #queue: Promise<unknown> = Promise.resolve();
  #state: KernelState = "starting";
  #stateListeners: ((state: KernelState) => void)[] = [];
  #filesListeners: ((files: Readonly<Record<string, string>>) => void)[] = [];

  constructor(compilerOfPage: Caller<CompilerCalls>, settings: SessionSettings) {
    this.#compiler = compilerOfPage;
    this.#settings = settings;
    this.#cells = this.#start();
  }

  get state(): KernelState {
    return this.#state;
  }

  onState(listener: (state: KernelState) => void): void {
    this.#stateListeners.push(listener);
  }

  onFiles(listener: (files: Readonly<Record<string, string>>) => void): void {
    this.#filesListeners.push(listener);
  }

  execute(
    source: string,
    onOutputs: (outputs: readonly Output[]) => void,
  ): Promise<{ ok: boolean }> {
    const cells = this.#cells;
    const run = this.#queue
      .then(() => this.#execute(cells, source, onOutputs))
      .catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        const text = `The kernel broke off (${reason}). Load this page again; your answers are kept.\n`;
        onOutputs([{ output_type: "stream", name: "stderr", text }]);
        return { ok: false };
      });
    this.#queue = run;
    return run;
  }

  async complete(source: string, offset: number) {
    return await this.#compiler.ask("complete", this.#prevDecl, source, offset);
  }

  async inspect(source: string, offset: number) {
    return await this.#compiler.ask("inspect", this.#prevDecl, source, offset);
  }

  restart(): void {
    this.#cells.end(ENDED);
    this.#prevDecl = "";
    this.#queue = Promise.resolve();
    this.#cells = this.#start();
  }

  close(): void {
    this.#cells.end(ENDED);
  }

  #start(): CellsFrame {
    const cells = new CellsFrame({ ...this.#settings }, courseFiles(), (files) => {
      // A kernel that is started again begins with what this one wrote.
      this.#settings = { ...this.#settings, files };
      for (const listener of this.#filesListeners) listener(files);
    });
    this.#tell("starting");
    const ready = Promise.all([cells.ready, this.#compiler.ready]);
    void ready.then(
      () => this.#isCurrent(cells) && this.#state === "starting" && this.#tell("idle"),
    );
    void cells.ended.then(() => this.#isCurrent(cells) && this.#tell("ended"));
    return cells;
  }

  #isCurrent(cells: CellsFrame): boolean {
    return this.#cells === cells;
  }

  #tell(state: KernelState): void {
    this.#state = state;
    for (const listener of this.#stateListeners) listener(state);
  }

  async #execute(
    cells: CellsFrame,
    source: string,
    onOutputs: (outputs: readonly Output[]) => void,
  ): Promise<{ ok: boolean }> {
    if (!this.#isCurrent(cells)) return { ok: false };
    if (cells.isEnded) {
      onOutputs([{ output_type: "stream", name: "stderr", text: `${ENDED}\n` }]);
      return { ok: false };
    }
    await Promise.all([cells.ready, this.#compiler.ready]);
    if (this.#isCurrent(cells)) this.#tell("busy");
    const conversion = await this.#compiler.ask("convert", this.#prevDecl, source);
    const ok = await cells.execute(source, conversion, onOutputs);
    if (!this.#isCurrent(cells) || cells.isEnded) return { ok: false };
    // As in tslab's executor: only a cell that succeeded adds its declarations.
    if (ok) this.#prevDecl = declaredAfter(conversion, this.#prevDecl);
    this.#tell("idle");
    return { ok };
  }
}

function declaredAfter(conversion: Conversion, prevDecl: string): string {
  return conversion.status === "converted" ? (conversion.result.declOutput ?? "") : prevDecl;
}
