import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { DIST } from "./grading-context.ts";
import type { Grading } from "./grading.ts";
import { engineEnvironment } from "./sandbox/engine.ts";
import { ALONE } from "./sandbox/node-flags.ts";
import type { FromWorker, ToWorker, WorkSettings } from "./process/messages.ts";

/** How a submission came out; `lost`: the grading process itself did not survive it. */
export type WorkOutcome = Grading | { status: "lost" };

/** One submission for a grading process. */
export type Work = Omit<Extract<ToWorker, { type: "grade" }>, "type">;

/** How long past its limits a submission may keep a grading process, in milliseconds. */
const GRACE_MS = 120_000;

/** A grading process, started again where it is lost. */
export class Worker {
  #settings: WorkSettings;
  #child: ChildProcess | undefined;

  constructor(settings: WorkSettings) {
    this.#settings = settings;
  }

  /** Has one submission graded; one at a time. */
  grade(work: Work): Promise<WorkOutcome> {
    const child = (this.#child ??= this.#open());
    return new Promise((resolve) => {
      const end = (outcome: WorkOutcome): void => {
        clearTimeout(timer);
        child.off("message", answered);
        child.off("exit", lost);
        resolve(outcome);
      };
      const answered = (message: FromWorker): void => end(message.grading);
      const lost = (): void => {
        if (this.#child === child) this.#child = undefined;
        end({ status: "lost" });
      };
      // A run may be made several times, without the cells that brought it to its end.
      const timer = setTimeout(
        () => child.kill("SIGKILL"),
        4 * this.#settings.limits.totalMs + GRACE_MS,
      );
      child.on("message", answered);
      child.once("exit", lost);
      send(child, { type: "grade", ...work });
    });
  }

  /** Lets the process end by itself. */
  async close(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    if (child.connected) child.disconnect();
    await gone;
  }

  #open(): ChildProcess {
    const child = fork(join(DIST, "grader/process/worker.js"), {
      // Without the settings of the person who grades: no key is ever needed.
      env: { ...engineEnvironment(), TMPDIR: process.env.TMPDIR },
      execArgv: ["--max-old-space-size=1536", ...ALONE],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    child.once("error", () => child.kill());
    send(child, { type: "open", settings: this.#settings });
    return child;
  }
}

function send(child: ChildProcess, message: ToWorker): void {
  if (child.connected) child.send(message);
}
