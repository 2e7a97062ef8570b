import { z } from "zod";
import type { Output } from "../notebook/notebook.ts";
import {
  type Conversion,
  type ExecutorCommand,
  executorReport,
  type ExecutorReport,
  RUN_CHANNEL,
} from "../notebook/process/messages.ts";
import { RunOutputs } from "../notebook/run-outputs.ts";
import { Channels } from "../wire/channel.ts";
import type { Pipe } from "../wire/pipe.ts";
import { BEATS_CHANNEL, type Beat, FILES_CHANNEL } from "./cell-channels.ts";
import type { CellsStart } from "./cells.ts";
import type { SessionSettings } from "./kernel.ts";
import { portPipe } from "./port-pipe.ts";

/** As long as an answer may take in one go, as in a notebook in Jupyter. */
const SILENT_MS = 10_000;

const LOOP =
  "The check was ended: the answer ran for 10 seconds without a pause, as a loop without an end does. " +
  "All variables are gone: correct the answer, and run the cells above again.";

const EXIT = "The cell ended its process. All variables are gone: run the cells above again.";

interface Execution {
  cell: number;
  outputs: RunOutputs;
  onOutputs: (outputs: readonly Output[]) => void;
  done: (ok: boolean) => void;
}

const files = z.record(z.string(), z.string());

/** The page's side of a cells' worker, and of the frame around it. */
export class CellsFrame {
  /** Resolves when the worker takes cells. */
  readonly ready: Promise<void>;
  /** Resolves when it is gone. */
  readonly ended: Promise<void>;
  isEnded = false;
  #frame: HTMLIFrameElement;
  #run: Pipe | undefined;
  #cells = 0;
  #running: Execution | undefined;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #markEnded!: () => void;

  constructor(
    settings: SessionSettings,
    course: Promise<CellsStart["course"]>,
    onFiles: (files: Readonly<Record<string, string>>) => void,
  ) {
    this.ended = new Promise((resolve) => {
      this.#markEnded = resolve;
    });
    this.#frame = document.createElement("iframe");
    this.#frame.hidden = true;
    this.#frame.title = "Where the cells run";
    this.#frame.src = new URL("cells.html", document.baseURI).href;
    this.ready = this.#open(settings, course, onFiles);
  }

  /** Runs a converted cell; resolves with whether it succeeded. */
  execute(
    src: string,
    conversion: Conversion,
    onOutputs: (outputs: readonly Output[]) => void,
  ): Promise<boolean> {
    this.#cells += 1;
    const cell = this.#cells;
    const command: ExecutorCommand = { type: "execute", cell, src, conversion };
    return new Promise((done) => {
      this.#running = { cell, outputs: new RunOutputs(1), onOutputs, done };
      if (this.isEnded) return this.#finish(false);
      this.#run?.send(command);
    });
  }

  /** Ends the worker; the cell that runs gets the sentence. */
  end(sentence: string): void {
    if (this.isEnded) return;
    this.isEnded = true;
    clearTimeout(this.#silence);
    this.#frame.remove();
    this.#running?.outputs.note(0, sentence);
    this.#markEnded();
    this.#finish(false);
  }

  async #open(
    settings: SessionSettings,
    course: Promise<CellsStart["course"]>,
    onFiles: (files: Readonly<Record<string, string>>) => void,
  ): Promise<void> {
    const loaded = this.#load();
    const start: CellsStart = { settings, course: await course };
    await loaded;
    const { port1: here, port2: there } = new MessageChannel();
    const pipe = portPipe(here);
    const channels = new Channels(pipe);
    this.#run = channels.open(RUN_CHANNEL);
    this.#run.receive((message) => {
      const report = executorReport.safeParse(message);
      if (report.success) this.#receive(report.data);
    });
    // What the lab has written is also the first that is heard, when all is there.
    const begun = new Promise<void>((resolve) => {
      channels.open(FILES_CHANNEL).receive((message) => {
        const written = files.safeParse(message);
        if (written.success) onFiles(written.data);
        resolve();
      });
    });
    channels.open(BEATS_CHANNEL).receive((beat) => this.#hear(beat === "stop" ? "stop" : "beat"));
    void pipe.closed.then(() => this.end(EXIT));
    this.#frame.contentWindow?.postMessage(start, location.origin, [there]);
    await Promise.race([begun, this.ended]);
  }

  /** Puts the frame into the page; resolves when it is loaded. */
  #load(): Promise<void> {
    return new Promise((resolve) => {
      addEventListener("message", ({ source, data }: MessageEvent<{ ready?: boolean }>) => {
        if (this.isEnded || source !== this.#frame.contentWindow) return;
        if (data.ready === true) resolve();
        else this.end(EXIT);
      });
      document.body.append(this.#frame);
    });
  }

  #receive(report: ExecutorReport): void {
    const running = this.#running;
    if (running === undefined) return;
    if (report.type === "done") {
      if (report.cell === running.cell) this.#finish(report.ok);
    } else if (report.type === "stream" || report.type === "display" || report.type === "cut") {
      running.outputs.add({ ...report, cell: 0 });
      running.onOutputs(running.outputs.of(0));
    }
  }

  #finish(ok: boolean): void {
    const running = this.#running;
    this.#running = undefined;
    running?.onOutputs(running.outputs.of(0));
    running?.done(ok);
  }

  #hear(beat: Beat): void {
    clearTimeout(this.#silence);
    if (beat === "beat") this.#silence = setTimeout(() => this.end(LOOP), SILENT_MS);
  }
}
