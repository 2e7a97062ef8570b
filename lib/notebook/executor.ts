import type { Json } from "../base/json.ts";
import type { Pipe } from "../wire/pipe.ts";
import { Child, type StartProcess } from "./child.ts";
import {
  type Conversion,
  type ExecutorCommand,
  type ExecutorReport,
  executorReport,
  type Service,
} from "./process/messages.ts";
import type { RunOutputs } from "./run-outputs.ts";

/**
 * Drives the answer at the other end of the pipe and resolves with what the notebook is to get.
 *
 * @param cell position of the cell that runs; undefined between two cells
 */
export type OnAnswer = (exercise: string, pipe: Pipe, cell: number | undefined) => Promise<Json>;

/** Serves a part of the library to a notebook that must not hold it. */
export type OnService = (service: Service, pipe: Pipe) => void;

/** A process that runs one notebook's cells. What it reports is taken for what foreign code says. */
export class ExecutorProcess {
  #child: Child;
  #outputs: RunOutputs;
  #onAnswer: OnAnswer | undefined;
  #onService: OnService | undefined;
  #answers = new Set<Promise<void>>();
  #running: { cell: number; done: (ok: boolean) => void } | undefined;

  constructor(
    start: StartProcess,
    options: {
      cwd: string;
      env: Record<string, string>;
      onAnswer: OnAnswer | undefined;
      onService?: OnService | undefined;
    },
    outputs: RunOutputs,
  ) {
    this.#outputs = outputs;
    this.#onAnswer = options.onAnswer;
    this.#onService = options.onService;
    const { cwd, env } = options;
    this.#child = new Child(start("notebook/process/executor.js", { cwd, env }));
    this.#child.run.receive((message) => {
      const report = executorReport.safeParse(message);
      if (report.success) this.#receive(report.data);
      else this.kill();
    });
    this.#send({ type: "open", examiner: options.onAnswer !== undefined });
  }

  /** Resolves with how the process ended, after everything it sent was delivered. */
  get ended(): Promise<string> {
    return this.#child.ended;
  }

  /** Runs a converted cell; resolves with whether it succeeded, or never when the process ends. */
  execute(cell: number, src: string, conversion: Conversion): Promise<boolean> {
    return new Promise((done) => {
      this.#running = { cell, done };
      this.#send({ type: "execute", cell, src, conversion });
    });
  }

  /** Resolves when every answer that the cells handed over has its result. */
  async answered(): Promise<void> {
    while (this.#answers.size > 0) await Promise.all(this.#answers);
  }

  /** Lets the process leave by itself, then ends whatever is left of its group. */
  close(): Promise<void> {
    return this.#child.close();
  }

  /** Ends the process and its group at once. */
  kill(): void {
    this.#child.kill();
  }

  #send(command: ExecutorCommand): void {
    this.#child.run.send(command);
  }

  #receive(report: ExecutorReport): void {
    if (report.type === "examine") return this.#examine(report.channel, report.exercise);
    if (report.type === "serve") return this.#serve(report.channel, report.service);
    if (report.type !== "done") return this.#outputs.add(report);
    if (report.cell !== this.#running?.cell) return;
    this.#running.done(report.ok);
    this.#running = undefined;
  }

  #examine(channel: string, exercise: string): void {
    if (this.#onAnswer === undefined) return;
    // Opened in this turn: what the answer's end sends next would be dropped otherwise.
    const pipe = this.#child.channels.open(channel);
    const answer = this.#settle(
      channel,
      this.#onAnswer(exercise, pipe, this.#running?.cell),
    ).finally(() => {
      this.#answers.delete(answer);
    });
    this.#answers.add(answer);
  }

  #serve(channel: string, service: Service): void {
    const pipe = this.#child.channels.open(channel);
    if (this.#onService === undefined) pipe.close();
    else this.#onService(service, pipe);
  }

  async #settle(channel: string, result: Promise<Json>): Promise<void> {
    try {
      this.#send({ type: "examined", channel, result: await result });
    } catch (error) {
      const { name, message } = error instanceof Error ? error : new Error(String(error));
      this.#send({ type: "not-examined", channel, name, message });
    }
  }
}
