import type { Anthropic } from "@anthropic-ai/sdk";
import type { Client } from "@modelcontextprotocol/client";
import type { McpServer, McpServerFactory } from "@modelcontextprotocol/server";
import { anthropic, mcpClient, mcpServerStdio } from "../base/cell-modules.ts";
import { LabError } from "../base/lab-error.ts";
import { isTodo } from "./todo.ts";
import { Channels } from "../wire/channel.ts";
import { describe, endCall } from "./end-call.ts";
import { type Era, newClient } from "../wire/era.ts";
import { errorFromJson, errorToJson, toJson } from "../wire/error-json.ts";
import { fetchOverPipe } from "../wire/fetch.ts";
import { PipeTransport } from "../wire/mcp-transport.ts";
import type { Pipe } from "../wire/pipe.ts";
import {
  type Argument,
  type CallEnd,
  type ToJudge,
  type ToLearner,
  toLearner,
  type Unsent,
} from "./protocol.ts";

/**
 * Serves a learner's answer to the other end of the pipe: says what it is, calls it,
 * connects to the MCP server it makes. Lives as long as the pipe.
 */
export function serveAnswer(pipe: Pipe, answer: unknown): void {
  const channels = new Channels(pipe);
  const control = channels.open("control");
  const send = (message: ToJudge): void => control.send(toJson(message) ?? null);
  /** A message that is too large or too deep is replaced by one that says so; only the pipe knows its limits. */
  const sendOr = (message: ToJudge, instead: (error: LabError) => ToJudge): void => {
    try {
      send(message);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      send(instead(error));
    }
  };
  const invocations: ((end: CallEnd) => void)[] = [];
  let fetches = 0;

  const fetchOf = (client: number): typeof fetch =>
    fetchOverPipe(() => {
      const channel = `fetch-${++fetches}`;
      const exchange = channels.open(channel);
      send({ type: "fetch", channel, client });
      return exchange;
    });

  async function revive(argument: Argument): Promise<unknown> {
    switch (argument.type) {
      case "json":
        return argument.value;
      case "anthropic":
        return rehearsalClient(fetchOf(argument.client));
      case "callback":
        return (...args: unknown[]) => invoke(argument.callback, args);
      case "mcp-client":
        return await clientThere(argument.channel, argument.era);
    }
  }

  function invoke(callback: number, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const invocation = invocations.push((end) => {
        if (end.type === "returned") resolve(end.value);
        else if (end.type === "threw") reject(errorFromJson(end.error));
        else reject(new TypeError(`the callback returned ${end.found}`));
      });
      void pipe.closed.then(() => reject(new Error("the check is over")));
      send({
        type: "invoke",
        callback,
        invocation: invocation - 1,
        args: args.map((argument) => toJson(argument) ?? null),
      });
    });
  }

  async function handle(message: ToLearner): Promise<void> {
    switch (message.type) {
      case "describe":
        return sendOr(shapeOf(answer), (error) => ({ type: "unusable", found: unfit(error) }));
      case "call": {
        const { call } = message;
        const end = await endCall(call, async () =>
          asFunction(answer)(...(await Promise.all(message.args.map(revive)))),
        );
        return sendOr(end, (error) => unsendable(end, error));
      }
      case "connect":
        return connect(message.channel, message.args);
      case "called-back":
        return invocations[message.invocation]?.(message.end);
    }
  }

  async function clientThere(channel: string, era: Era): Promise<Client> {
    const client = newClient(mcpClient().Client, "notebook", era);
    await client.connect(new PipeTransport(channels.open(channel)));
    return client;
  }

  function connect(channel: string, args: Argument[]): void {
    const make = asFunction(answer);
    const factory: McpServerFactory = async (context) => {
      try {
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- checked on the next line as far as the SDK needs it
        const server = (await make(...(await Promise.all(args.map(revive))), context)) as McpServer;
        if (typeof server?.connect === "function") return server;
        throw new TypeError(`the factory returned ${describe(server)}, not an McpServer`);
      } catch (thrown) {
        send({ type: "no-server", channel, error: errorToJson(thrown) });
        throw thrown;
      }
    };
    mcpServerStdio().serveStdio(factory, { transport: new PipeTransport(channels.open(channel)) });
  }

  control.receive((received) => {
    const message = toLearner.safeParse(received);
    if (message.success) void handle(message.data);
    else pipe.close();
  });
}

/** What is found where a value does not fit through the pipe. */
function unfit({ code }: LabError): Unsent {
  return code === "pipe-message-too-deep"
    ? "a value that is nested too deeply"
    : "a value that is too large";
}

/** How a call ended whose result, or whose error, does not fit through the pipe. */
function unsendable(end: CallEnd, error: LabError): CallEnd {
  const { call, type } = end;
  if (type !== "threw") return { type: "not-json", call, found: unfit(error) };
  return { type, call, error: errorToJson(error) };
}

function shapeOf(answer: unknown): ToJudge {
  if (isTodo(answer)) return { type: "not-started" };
  if (typeof answer === "function") return { type: "function" };
  const value = toJson(answer);
  return value === undefined
    ? { type: "unusable", found: answer === undefined ? "undefined" : describe(answer) }
    : { type: "value", value };
}

/** The SDK itself, without a key: what it sends is answered at the other end of the pipe. */
function rehearsalClient(fetchThere: typeof fetch): Anthropic {
  return new (anthropic().Anthropic)({
    apiKey: "rehearsal",
    authToken: null,
    baseURL: "https://api.anthropic.com",
    fetch: fetchThere,
  });
}

function asFunction(answer: unknown): (...args: unknown[]) => unknown {
  if (typeof answer !== "function") throw new TypeError("the answer is not a function");
  return (...args) => Reflect.apply(answer, undefined, args);
}
