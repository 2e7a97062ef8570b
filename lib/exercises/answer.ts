import { Client } from "@modelcontextprotocol/client";
import type { McpServerFactory } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import type { Json } from "../base/json.ts";
import { Channels } from "../wire/channel.ts";
import { endCall } from "./end-call.ts";
import { type Era, newClient } from "../wire/era.ts";
import { type ErrorJson, errorToJson, toJson } from "../wire/error-json.ts";
import { answerFetch } from "../wire/fetch.ts";
import { PipeTransport } from "../wire/mcp-transport.ts";
import type { Pipe } from "../wire/pipe.ts";
import { type Argument, type CallEnd, type ToJudge, type ToLearner, toJudge } from "./protocol.ts";

/** What an answer turned out to be. */
export type Shape = Extract<ToJudge, { type: "not-started" | "value" | "function" | "unusable" }>;

/** How one call of the answer ended. `lost`: the learner's side went away. */
export type Outcome =
  | { status: "returned"; value: Json | undefined }
  | { status: "not-json"; found: string }
  | { status: "threw"; error: ErrorJson }
  | { status: "timed-out"; afterMs: number }
  | { status: "lost" };

/** How connecting to the server of an answer ended. */
export type Connection =
  | { status: "connected"; client: Client }
  | { status: "failed"; error: ErrorJson };

/** A function that an answer is given and that runs here. What it throws is thrown to the answer. */
type Callback = (...args: Json[]) => unknown;

/** An argument of a call, as the drive gives it. */
export type CallArgument =
  | Exclude<Argument, { type: "anthropic" | "callback" | "mcp-client" }>
  /** An Anthropic client. What answers it now goes on to answer it when the call has timed out. */
  | { type: "anthropic" }
  | { type: "callback"; run: Callback }
  /** An MCP client of this era, connected to a server that `serve` makes here. */
  | { type: "mcp-client"; serve: McpServerFactory; era: Era };

/** Answers the learner's requests to the Messages API. */
export type AnswerFetch = (request: Request) => Promise<Response>;

/** How long a call may take once another one of the same answer has timed out. */
const AFTER_LATE_MS = 2_000;

/** The judging side's end: asks what the answer is, calls it, connects to the server it makes. */
export class Answer {
  #channels: Channels;
  #control: Pipe;
  #pipe: Pipe;
  #fetchNow: () => AnswerFetch;
  /** What answers each Anthropic client that an answer was given. */
  #fetches: AnswerFetch[] = [];
  #calls = new Map<number, (outcome: Outcome) => void>();
  #callbacks: Callback[] = [];
  #connections = new Map<string, (error: ErrorJson) => void>();
  #served = 0;
  /** Whether a call has timed out: most likely the next ones will, too. */
  #late = false;
  #onShape: ((shape: Shape) => void) | undefined;

  /** @param fetchNow what answers for the Messages API in the calls that are made now */
  constructor(pipe: Pipe, fetchNow: () => AnswerFetch) {
    this.#pipe = pipe;
    this.#fetchNow = fetchNow;
    this.#channels = new Channels(pipe);
    this.#control = this.#channels.open("control");
    this.#control.receive((received) => {
      const message = toJudge.safeParse(received);
      if (message.success) this.#handle(message.data);
      else pipe.close();
    });
  }

  /** What the answer is; `unusable` where the learner's side went away without saying. */
  shape(): Promise<Shape> {
    return new Promise((resolve) => {
      this.#onShape = resolve;
      void this.#pipe.closed.then(() => resolve({ type: "unusable", found: "no reply" }));
      this.#send({ type: "describe" });
    });
  }

  /**
   * Calls the answer as a function.
   * @param timeoutMs milliseconds to wait for it, at most 2,000 once a call has timed out; what it
   *   does after them is ignored
   */
  call(args: readonly CallArgument[], timeoutMs = 10_000): Promise<Outcome> {
    const call = this.#calls.size;
    const afterMs = this.#late ? Math.min(timeoutMs, AFTER_LATE_MS) : timeoutMs;
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#late = true;
        resolve({ status: "timed-out", afterMs });
      }, afterMs);
      const end = (outcome: Outcome): void => {
        clearTimeout(timer);
        resolve(outcome);
      };
      this.#calls.set(call, end);
      void this.#pipe.closed.then(() => end({ status: "lost" }));
      this.#send({ type: "call", call, args: args.map((argument) => this.#toWire(argument)) });
    });
  }

  /**
   * Connects an MCP client to a server that the answer makes. Close the client afterwards.
   * @param args what the answer is called with, before what the SDK gives to a factory
   * @param timeoutMs milliseconds to wait for the connection
   */
  async connect(
    era: Era,
    args: readonly CallArgument[] = [],
    timeoutMs = 10_000,
  ): Promise<Connection> {
    const client = newClient(Client, "mcp-lab-check", era);
    const failed = await this.connectWith(args, (transport) =>
      client.connect(transport, { timeout: timeoutMs }),
    );
    return failed === undefined ? { status: "connected", client } : failed;
  }

  /**
   * The same for a client of any other SDK, which `connect` connects over the transport it is given.
   * Returns nothing once it is connected.
   */
  async connectWith(
    args: readonly CallArgument[],
    connect: (transport: PipeTransport) => Promise<void>,
  ): Promise<Extract<Connection, { status: "failed" }> | undefined> {
    const channel = `server-${this.#connections.size}`;
    const pipe = this.#channels.open(channel);
    const refused = new Promise<ErrorJson>((resolve) => {
      this.#connections.set(channel, resolve);
      const error = { name: "Lost", message: "the answer's process has ended", fields: {} };
      void this.#pipe.closed.then(() => resolve(error));
    });
    this.#send({ type: "connect", channel, args: args.map((argument) => this.#toWire(argument)) });
    const connected = connect(new PipeTransport(pipe)).then(() => undefined, errorToJson);
    const error = await Promise.race([refused, connected]);
    if (error === undefined) return undefined;
    pipe.close();
    return { status: "failed", error };
  }

  #handle(message: ToJudge): void {
    switch (message.type) {
      case "fetch": {
        const fetch = this.#fetches[message.client];
        if (fetch === undefined) return this.#pipe.close();
        return answerFetch(this.#channels.open(message.channel), fetch);
      }
      case "invoke":
        return void this.#invoke(message);
      case "no-server":
        return this.#connections.get(message.channel)?.(message.error);
      case "returned":
      case "not-json":
      case "threw":
        return this.#calls.get(message.call)?.(outcomeOf(message));
      default:
        return this.#onShape?.(message);
    }
  }

  #toWire(argument: CallArgument): Argument {
    switch (argument.type) {
      case "anthropic":
        return { type: "anthropic", client: this.#fetches.push(this.#fetchNow()) - 1 };
      case "callback":
        return { type: "callback", callback: this.#callbacks.push(argument.run) - 1 };
      case "mcp-client": {
        const channel = `client-${(this.#served += 1)}`;
        serveStdio(argument.serve, { transport: new PipeTransport(this.#channels.open(channel)) });
        return { type: "mcp-client", channel, era: argument.era };
      }
      default:
        return argument;
    }
  }

  async #invoke(message: Extract<ToJudge, { type: "invoke" }>): Promise<void> {
    const { callback, invocation, args } = message;
    const end = await endCall(invocation, () => this.#callbacks[callback]?.(...args));
    try {
      this.#send({ type: "called-back", invocation, end });
    } catch (error) {
      const failed = { type: "threw", call: invocation, error: errorToJson(error) } as const;
      this.#send({ type: "called-back", invocation, end: failed });
    }
  }

  #send(message: ToLearner): void {
    this.#control.send(toJson(message) ?? null);
  }
}

function outcomeOf(end: CallEnd): Outcome {
  switch (end.type) {
    case "returned":
      return { status: "returned", value: end.value };
    case "not-json":
      return { status: "not-json", found: end.found };
    case "threw":
      return { status: "threw", error: end.error };
  }
}
