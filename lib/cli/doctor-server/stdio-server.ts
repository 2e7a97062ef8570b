import { isObject, type Json, safeParseJson } from "../../base/json.ts";
import { within } from "../../base/waiting.ts";
import type { ProcessEnd } from "../../notebook/child.ts";
import { startGroup } from "../../notebook/node-process.ts";
import { LineReader } from "./line-reader.ts";

/** The command that starts a server. */
export interface StdioTarget {
  kind: "stdio";
  command: readonly string[];
  cwd: string;
  /** The process's whole environment. */
  env: Record<string, string>;
}

/** The end of stderr that is kept, in characters; far more than is shown, so that no secret is cut. */
const STDERR_KEPT = 20_000;
/** Characters that are kept of a line that is no message: more than is shown. */
const NOISE_KEPT = 5_000;
/** How long a server may take to end once its stdin is closed, and again after SIGTERM. */
const LEAVE_MS = 400;

/** A started server: messages in and out, and what else it writes. */
export class StdioServer {
  readonly ended: Promise<ProcessEnd>;
  readonly noise = { lines: 0, first: "" };
  stderr = "";
  onMessage: (message: Json) => void = () => {};
  onTooLarge: (limit: string) => void = () => {};
  #group: ReturnType<typeof startGroup>;

  constructor({ command, cwd, env }: StdioTarget) {
    this.#group = startGroup(command, { cwd, env }, ["pipe", "pipe", "pipe"]);
    const { child, ended } = this.#group;
    this.ended = ended;
    const reader = new LineReader(
      (line) => this.#take(line),
      (limit) => this.onTooLarge(limit),
    );
    child.stdout?.on("data", (chunk: Buffer) => reader.push(chunk));
    child.stderr?.setEncoding("utf8").on("data", (text: string) => {
      this.stderr = (this.stderr + text).slice(-STDERR_KEPT);
    });
    for (const stream of [child.stdin, child.stdout, child.stderr]) stream?.on("error", () => {});
  }

  send(message: Json): void {
    const { stdin } = this.#group.child;
    if (stdin?.writable === true) stdin.write(`${JSON.stringify(message)}\n`);
  }

  /** Closes its stdin, then ends it and all that it started. */
  async close(): Promise<void> {
    const { child, kill } = this.#group;
    child.stdin?.end();
    if ((await within(LEAVE_MS, this.ended)) !== undefined) return kill();
    child.kill("SIGTERM");
    await within(LEAVE_MS, this.ended);
    kill();
    await this.ended;
  }

  /** An empty line is no noise: clients pass over it. */
  #take(line: string): void {
    if (line.trim() === "") return;
    const message = safeParseJson(line);
    const messages = Array.isArray(message) ? message : [message];
    for (const one of messages) {
      if (isObject(one) && one["jsonrpc"] === "2.0") {
        this.onMessage(one);
      } else {
        if (this.noise.lines === 0) this.noise.first = line.slice(0, NOISE_KEPT);
        this.noise.lines += 1;
      }
    }
  }
}
