/** Why a run came to its end before its last cell, for programs and for people. */
export interface Stop {
  reason: "time-limit" | "process-ended" | "aborted";
  sentence: string;
}

/** What a wait came to: its value, or what put an end to the run. */
export type Waited<T> = { status: "done"; value: T } | { status: "stopped"; stop: Stop };

interface Limits {
  cellTimeoutMs?: number;
  totalTimeoutMs?: number;
  signal?: AbortSignal;
}

interface Ending {
  ended: Promise<string>;
}

/** Everything that puts an end to a run: its time, its caller, the end of one of its processes. */
export class Stops {
  #cellMs: number;
  #stop: Promise<Stop>;
  #clear = new AbortController();

  constructor(limits: Limits, processes: { converter: Ending; executor: Ending }) {
    const { cellTimeoutMs = 60_000, totalTimeoutMs = 600_000, signal } = limits;
    this.#cellMs = cellTimeoutMs;
    this.#stop = Promise.race([
      this.#after(totalTimeoutMs, `The notebook took longer than ${seconds(totalTimeoutMs)}`),
      this.#aborted(signal),
      processes.executor.ended.then((how) =>
        ended(`The notebook's process ended ${how} before this cell was done.`),
      ),
      processes.converter.ended.then((how) => ended(`The compiler's process ended ${how}.`)),
    ]);
  }

  /** Waits for a step of a cell, as long as a cell may take for it. */
  async before<T>(step: Promise<T>, verb: string): Promise<Waited<T>> {
    const limit = new AbortController();
    const late = this.#after(
      this.#cellMs,
      `This cell took longer than ${seconds(this.#cellMs)} to ${verb}`,
      limit.signal,
    );
    try {
      return await race(step, Promise.race([late, this.#stop]));
    } finally {
      limit.abort();
    }
  }

  /** Waits for a step that belongs to no cell, as long as the run may take. */
  during<T>(step: Promise<T>): Promise<Waited<T>> {
    return race(step, this.#stop);
  }

  /** Ends the timers. */
  clear(): void {
    this.#clear.abort();
  }

  #after(ms: number, what: string, cleared: AbortSignal = this.#clear.signal): Promise<Stop> {
    return new Promise((resolve) => {
      const stop: Stop = { reason: "time-limit", sentence: `${what} and was stopped.` };
      const timer = setTimeout(() => resolve(stop), ms);
      cleared.addEventListener("abort", () => clearTimeout(timer));
    });
  }

  #aborted(signal: AbortSignal | undefined): Promise<Stop> {
    return new Promise((resolve) => {
      const stop = (): void => resolve({ reason: "aborted", sentence: "The run was interrupted." });
      if (signal?.aborted === true) stop();
      signal?.addEventListener("abort", stop, { once: true, signal: this.#clear.signal });
    });
  }
}

function race<T>(step: Promise<T>, stopped: Promise<Stop>): Promise<Waited<T>> {
  return Promise.race([
    step.then((value) => ({ status: "done" as const, value })),
    stopped.then((stop) => ({ status: "stopped" as const, stop })),
  ]);
}

function ended(sentence: string): Stop {
  return { reason: "process-ended", sentence };
}

function seconds(ms: number): string {
  return `${ms / 1000} s`;
}
