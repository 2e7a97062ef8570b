import type { JSONRPCMessage, Transport } from "@modelcontextprotocol/client";
import { z } from "zod";
import { toJson } from "./error-json.ts";
import type { Pipe } from "./pipe.ts";

const versioned = z.looseObject({ jsonrpc: z.literal("2.0") });

/** What this end has to know of a message; the SDK validates the rest of it. */
const jsonRpc = z.custom<JSONRPCMessage>((value) => versioned.safeParse(value).success);

/**
 * An MCP transport over a pipe, for either end of a connection and for both protocol eras.
 * A message that is not JSON-RPC 2.0 is reported to `onerror` and dropped.
 */
export class PipeTransport implements Transport {
  onclose?: (() => void) | undefined;
  onerror?: ((error: Error) => void) | undefined;
  onmessage?: Transport["onmessage"];
  #pipe: Pipe;

  constructor(pipe: Pipe) {
    this.#pipe = pipe;
  }

  async start(): Promise<void> {
    void this.#pipe.closed.then(() => this.onclose?.());
    this.#pipe.receive((received) => {
      const message = jsonRpc.safeParse(received);
      if (message.success) this.onmessage?.(message.data);
      else this.onerror?.(new Error("a message on this connection is not JSON-RPC 2.0"));
    });
  }

  async send(message: JSONRPCMessage): Promise<void> {
    this.#pipe.send(toJson(message) ?? null);
  }

  async close(): Promise<void> {
    this.#pipe.close();
  }
}
