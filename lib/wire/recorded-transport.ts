import type {
  JSONRPCMessage,
  StreamableHTTPClientTransport,
  Transport,
  TransportSendOptions,
} from "@modelcontextprotocol/client";
import { openCalls } from "./record-connection.ts";

/**
 * An HTTP transport that tells of every request once it ended: with an answer or without. The code of
 * one that could not be sent is the HTTP status, or 0.
 */
export class RecordedTransport implements Transport {
  onclose?: () => void;
  onerror?: (error: Error) => void;
  onmessage?: Transport["onmessage"];
  readonly hasPerRequestStream: boolean = true;
  readonly #inner: StreamableHTTPClientTransport;
  readonly #calls: ReturnType<typeof openCalls>;

  constructor(inner: StreamableHTTPClientTransport, tell: Parameters<typeof openCalls>[0]) {
    this.#inner = inner;
    this.#calls = openCalls(tell);
    const handlers: Required<Pick<Transport, "onclose" | "onerror" | "onmessage">> = {
      onclose: () => this.onclose?.(),
      onerror: (error) => this.onerror?.(error),
      onmessage: (message) => {
        this.#calls.received(message);
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
    this.#calls.sent(message);
    try {
      const inner: Transport = this.#inner;
      await inner.send(message, options);
    } catch (error) {
      const words = (error instanceof Error ? error.message : String(error)).slice(0, 500);
      this.#calls.failed(message, { status: "error", code: statusOf(error), message: words });
      throw error;
    }
  }

  /** Ends requests that never got an answer, then the session, where there is one. */
  async close(): Promise<void> {
    this.#calls.ended("no answer");
    try {
      await this.#inner.terminateSession();
    } catch {
      // A server may refuse to end a session; the connection is closed all the same.
    }
    await this.#inner.close();
  }
}

function statusOf(error: unknown): number {
  const data: unknown = error instanceof Error && "data" in error ? error.data : undefined;
  const status: unknown =
    typeof data === "object" && data !== null && "status" in data ? data.status : undefined;
  return typeof status === "number" ? status : 0;
}
