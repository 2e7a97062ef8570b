import type {
  JSONRPCMessage,
  StreamableHTTPClientTransport,
  Transport,
  TransportSendOptions,
} from "@modelcontextprotocol/client";
import type { Json } from "../base/json.ts";
import { answerIn } from "./record-connection.ts";
import type { McpCall } from "./trace-event.ts";

/** What came back for one MCP request. `code` is the JSON-RPC code, or the HTTP status, or 0. */
export type McpOutcome = McpCall["outcome"];

type OnEnd = (method: string, params: Json, outcome: McpOutcome) => void;

/** An HTTP transport that tells of every request once it ended: with an answer or without. */
export class RecordedTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport["onmessage"];
  readonly hasPerRequestStream: boolean = true;
  readonly #inner: StreamableHTTPClientTransport;
  readonly #onEnd: OnEnd;
  readonly #open = new Map<string | number, { method: string; params: Json }>();

  constructor(inner: StreamableHTTPClientTransport, onEnd: OnEnd) {
    this.#inner = inner;
    this.#onEnd = onEnd;
    const handlers: Required<Pick<Transport, "onclose" | "onerror" | "onmessage">> = {
      onclose: () => this.onclose?.(),
      onerror: (error) => this.onerror?.(error),
      onmessage: (message) => {
        const answer = answerIn(message);
        if (answer !== undefined) this.#end(answer.id, answer.outcome);
        this.onmessage?.(message);
      },
    };
    Object.assign(inner, handlers);
  }

  get sessionId(): string | undefined {
    return this.#inner.sessionId;
  }

  setProtocolVersion(version: string): void {
    this.#inner.setProtocolVersion(version);
  }

  start(): Promise<void> {
    return this.#inner.start();
  }

  async send(message: JSONRPCMessage, options?: TransportSendOptions): Promise<void> {
    const id = "method" in message && "id" in message ? message.id : undefined;
    if (id !== undefined && "method" in message) {
      this.#open.set(id, { method: message.method, params: jsonOf(message.params) });
    }
    try {
      const inner: Transport = this.#inner;
      await inner.send(message, options);
    } catch (error) {
      if (id !== undefined)
        this.#end(id, { status: "error", code: statusOf(error), message: textOf(error) });
      throw error;
    }
  }

  /** Ends requests that never got an answer, then the session, where there is one. */
  async close(): Promise<void> {
    for (const id of this.#open.keys()) {
      this.#end(id, { status: "error", code: 0, message: "no answer" });
    }
    try {
      await this.#inner.terminateSession();
    } catch {
      // A server may refuse to end a session; the connection is closed all the same.
    }
    await this.#inner.close();
  }

  #end(id: string | number, outcome: McpOutcome): void {
    const request = this.#open.get(id);
    if (request === undefined) return;
    this.#open.delete(id);
    this.#onEnd(request.method, request.params, outcome);
  }
}

function jsonOf(value: unknown): Json {
  const copy: Json = value === undefined ? null : JSON.parse(JSON.stringify(value));
  return copy;
}

function statusOf(error: unknown): number {
  const data: unknown = error instanceof Error && "data" in error ? error.data : undefined;
  const status: unknown =
    typeof data === "object" && data !== null && "status" in data ? data.status : undefined;
  return typeof status === "number" ? status : 0;
}

function textOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 500);
}
