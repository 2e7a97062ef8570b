import type { Output } from "../notebook/notebook.ts";

/** How a kernel is: `ended` until it is started again, when an interrupt or a cell has ended it. */
export type KernelState = "starting" | "idle" | "busy" | "ended";

/** How a session is set up; it is kept in memory alone. */
export interface SessionSettings {
  /** The variables of the cells' process, such as MCP_LAB_MODE. */
  env: Readonly<Record<string, string>>;
  /** The lab's own files of earlier sessions, texts by path below the project. */
  files: Readonly<Record<string, string>>;
}

/** What may be written at a place of a cell. */
export interface Completions {
  /** The part of the source that a candidate takes the place of, as offsets. */
  start: number;
  end: number;
  candidates: readonly string[];
}

/** What a name of a cell is, as its declaration and what its comment says. */
export interface Inspection {
  start: number;
  end: number;
  declaration: string;
  comment: string;
}

/** What a notebook runs its cells with. Cells run one after the other, in the order they are given in. */
export interface Kernel {
  readonly state: KernelState;
  /** Told of each change of the state. */
  onState(listener: (state: KernelState) => void): void;
  /** Told of the lab's own files whenever a cell has changed them. */
  onFiles(listener: (files: Readonly<Record<string, string>>) => void): void;
  /**
   * Runs a cell. `onOutputs` is called with all that the cell has put out so far. A cell that fails does
   * not reject; it resolves with `ok: false`, as does one that was ended.
   */
  execute(
    source: string,
    onOutputs: (outputs: readonly Output[]) => void,
  ): Promise<{ ok: boolean }>;
  complete(source: string, offset: number): Promise<Completions | undefined>;
  inspect(source: string, offset: number): Promise<Inspection | undefined>;
  /** Ends whatever runs and forgets all variables; the compiler stays warm. Then it starts again. */
  restart(): void;
  /** Ends whatever runs, for good. */
  close(): void;
}
