import type { Json } from "../base/json.ts";
import { Child, type StartProcess } from "./child.ts";
import { type Conversion, convertReply } from "./process/messages.ts";

/** A converter is replaced after so many conversions, lest its compiler grow with what it has seen. */
const MAX_CONVERSIONS = 3_000;

/** tslab's converter in a process of its own, which runs no cell. */
export class ConverterProcess {
  #start: () => Child;
  #child: Child;
  #conversions = 0;
  #local = false;
  #ended = false;
  #waiting: ((conversion: Conversion) => void)[] = [];
  #ready: Promise<unknown>;

  /** @param cwd the notebook's folder: tslab resolves a cell's imports from there. */
  constructor(start: StartProcess, cwd: string) {
    this.#start = () => new Child(start("notebook/process/converter.js", { cwd, env: {} }));
    this.#child = this.#open();
    this.#ready = this.#ask("", "");
  }

  /** Resolves when the compiler has loaded, which takes longer than a cell. */
  get ready(): Promise<unknown> {
    return this.#ready;
  }

  /** Resolves with how the process ended. */
  get ended(): Promise<string> {
    return this.#child.ended;
  }

  /** Converts a cell's source, given the declarations of the cells that succeeded before it. */
  convert(prevDecl: string, src: string): Promise<Conversion> {
    return this.#ask(prevDecl, src);
  }

  #ask(prevDecl: string, src: string): Promise<Conversion> {
    this.#conversions += 1;
    return new Promise((resolve) => {
      this.#waiting.push(resolve);
      this.#child.run.send({ prevDecl, src });
    });
  }

  /**
   * To be called before the next notebook of the same folder. A converter that holds a notebook's
   * own modules would show them to the next one, and would not hand out a local file's JavaScript a
   * second time (tslab/dist/converter.js, `sideInputsConverted`), so it is replaced; so is one that
   * ended or is still at work on a cell that nobody waits for any more.
   */
  async renew(): Promise<void> {
    const isBusy = this.#waiting.length > 0;
    if (!this.#local && !this.#ended && !isBusy && this.#conversions < MAX_CONVERSIONS) return;
    await this.close();
    this.#child = this.#open();
    this.#ready = this.#ask("", "");
  }

  /** Ends the process. */
  async close(): Promise<void> {
    this.#child.kill();
    await this.#child.ended;
  }

  #open(): Child {
    const child = this.#start();
    this.#conversions = 0;
    this.#local = false;
    this.#ended = false;
    this.#waiting = [];
    void child.ended.then(() => {
      if (child === this.#child) this.#ended = true;
    });
    child.run.receive((message) => this.#receive(message));
    return child;
  }

  #receive(message: Json): void {
    const conversion = convertReply.parse(message);
    this.#local ||=
      conversion.status === "module" ||
      (conversion.status === "converted" && conversion.result.sideOutputs !== undefined);
    this.#waiting.shift()?.(conversion);
  }
}
