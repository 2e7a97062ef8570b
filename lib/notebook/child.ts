import type { Duplex } from "node:stream";
import { within } from "../base/waiting.ts";
import { Channels } from "../wire/channel.ts";
import type { Pipe } from "../wire/pipe.ts";
import { streamPipe } from "../wire/stream-pipe.ts";
import { RUN_CHANNEL } from "./process/messages.ts";

/** The entry files of the two processes of a run, relative to the package's build. */
export type ProcessEntry = "notebook/process/converter.js" | "notebook/process/executor.js";

/** How a process came to its end; `error` when it could not be started at all. */
export interface ProcessEnd {
  code: number | null;
  signal: string | null;
  error?: string;
}

/** A started process, as this room needs it. */
export interface StartedProcess {
  /** The process's descriptor 3, both ways. */
  readonly line: Duplex;
  readonly ended: Promise<ProcessEnd>;
  /** Ends the process and every process of its group at once. Harmless when they are gone. */
  kill(): void;
}

/** Starts a process in `cwd` with no environment but `env` and what its platform cannot do without. */
export type StartProcess = (
  entry: ProcessEntry,
  options: { cwd: string; env: Record<string, string> },
) => StartedProcess;

/** How long a process may take to leave by itself, and its last words to arrive, in milliseconds. */
const LEAVE_MS = 1000;

/** A started process with the line to it. */
export class Child {
  readonly channels: Channels;
  readonly run: Pipe;
  /** Resolves with how the process ended, after everything it sent was delivered. */
  readonly ended: Promise<string>;
  #pipe: Pipe;
  #process: StartedProcess;

  constructor(process: StartedProcess) {
    this.#process = process;
    this.#pipe = streamPipe(process.line, process.line);
    this.channels = new Channels(this.#pipe);
    this.run = this.channels.open(RUN_CHANNEL);
    this.ended = this.#watch();
  }

  async #watch(): Promise<string> {
    const { line, ended } = this.#process;
    const lineClosed = this.#pipe.closed.then(() => "line-closed" as const);
    const first = await Promise.race([ended, lineClosed]);
    if (first === "line-closed") {
      // Closed by this end, then: what came was no message of ours.
      const isForeign = !line.readableEnded && line.errored === null;
      const end = isForeign ? undefined : await within(LEAVE_MS, ended);
      this.#process.kill();
      return end === undefined ? "with a message that is not the lab's" : describe(end);
    }
    // What it started must not hold the line open.
    this.#process.kill();
    await within(LEAVE_MS, this.#pipe.closed);
    return describe(first);
  }

  /** Lets the process leave by itself, then ends whatever is left of its group. */
  async close(): Promise<void> {
    this.#pipe.close();
    await within(LEAVE_MS, this.#process.ended);
    this.#process.kill();
  }

  /** Ends the process and its group at once. */
  kill(): void {
    this.#process.kill();
  }
}

function describe({ code, signal, error }: ProcessEnd): string {
  if (error !== undefined) return `before it started (${error})`;
  return signal === null ? `with exit code ${code}` : `by signal ${signal}`;
}
