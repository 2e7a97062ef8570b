import type { Transport } from "@modelcontextprotocol/client";
import { z } from "zod";
import { jsonValue } from "./error-json.ts";
import type { Pipe } from "./pipe.ts";
import type { McpCall } from "./trace-event.ts";

const id = z.union([z.number(), z.string()]);
const request = z.object({ id, method: z.string(), params: jsonValue.default(null) });
const response = z.union([
  z.object({ id, result: jsonValue }),
  z.object({ id, error: z.object({ code: z.number(), message: z.string() }) }),
]);

type McpRequest = z.infer<typeof request>;

/** A message that asks for an answer; undefined for every other. */
export function requestIn(message: unknown): McpRequest | undefined {
  return request.safeParse(message).data;
}

/** The answer that a message is, and to which request; undefined for every other message. */
export function answerIn(
  message: unknown,
): { id: McpRequest["id"]; outcome: McpCall["outcome"] } | undefined {
  const answer = response.safeParse(message).data;
  if (answer === undefined) return undefined;
  return {
    id: answer.id,
    outcome:
      "result" in answer
        ? { status: "result", result: answer.result }
        : { status: "error", ...answer.error },
  };
}

/** What is told of a request of the notebook's, once it was answered or cannot be any more. */
export function callOf(
  server: string,
  { method, params }: McpRequest,
  outcome: McpCall["outcome"],
): McpCall {
  return { kind: "mcp-call", caller: "notebook", server, method, params, outcome };
}

/** The MCP requests of one connection that wait for their answer. */
interface OpenCalls {
  /** A message that the client sends. */
  sent: (message: unknown) => void;
  /** A message that came back. */
  received: (message: unknown) => void;
  /** A message could not be sent. */
  failed: (message: unknown, outcome: McpCall["outcome"]) => void;
  /** The connection ended: what was still open gets no answer. */
  ended: (words: string) => void;
}

/**
 * Matches the answers on a connection with their requests.
 * @param tell told of every request once it was answered, or cannot be any more
 */
export function openCalls(
  tell: (asked: McpRequest, outcome: McpCall["outcome"]) => void,
): OpenCalls {
  const open = new Map<McpRequest["id"], McpRequest>();
  const settle = (of: McpRequest["id"] | undefined, outcome: McpCall["outcome"]): void => {
    const asked = of === undefined ? undefined : open.get(of);
    if (asked === undefined) return;
    open.delete(asked.id);
    tell(asked, outcome);
  };
  return {
    sent(message) {
      const asked = requestIn(message);
      if (asked !== undefined) open.set(asked.id, asked);
    },
    received(message) {
      const answer = answerIn(message);
      if (answer !== undefined) settle(answer.id, answer.outcome);
    },
    failed: (message, outcome) => settle(requestIn(message)?.id, outcome),
    ended(words) {
      for (const asked of open.keys()) settle(asked, { status: "error", code: 0, message: words });
    },
  };
}

/**
 * The same pipe, which tells of every MCP request that was sent over it once it was answered.
 * @param server the server's name in what is told
 */
export function recordPipe(pipe: Pipe, server: string, onMcp: (call: McpCall) => void): Pipe {
  const calls = openCalls((asked, outcome) => onMcp(callOf(server, asked, outcome)));
  return {
    closed: pipe.closed,
    close: () => pipe.close(),
    send(message) {
      calls.sent(message);
      pipe.send(message);
    },
    receive: (handler) =>
      pipe.receive((message) => {
        calls.received(message);
        handler(message);
      }),
  };
}

/**
 * Makes a transport tell of every MCP request once it was answered, or once the connection ended
 * without. Call it before a client connects: the SDK keeps the handlers that it finds.
 * @param server the server's name in what is told
 */
export function recordTransport<T extends Transport>(
  transport: T,
  server: string,
  onMcp: (call: McpCall) => void,
): T {
  const calls = openCalls((asked, outcome) => onMcp(callOf(server, asked, outcome)));
  const send = transport.send.bind(transport);
  transport.send = (message, options) => {
    calls.sent(message);
    return send(message, options);
  };
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
  transport.onmessage = (message) => calls.received(message);
  // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
  transport.onclose = () => calls.ended("The connection ended.");
  return transport;
}
