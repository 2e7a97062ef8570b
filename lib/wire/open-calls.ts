import { z } from "zod";
import type { Json } from "../base/json.ts";
import type { McpCall } from "./trace-event.ts";

const json = z.custom<Json>((value) => value !== undefined);
const id = z.union([z.number(), z.string()]);
const request = z.object({ id, method: z.string(), params: json.default(null) });
const response = z.union([
  z.object({ id, result: json }),
  z.object({ id, error: z.object({ code: z.number(), message: z.string() }) }),
]);

/** The MCP requests of one connection that wait for their answer. */
export interface OpenCalls {
  /** A message that the client sent. */
  sent: (message: unknown) => void;
  /** A message that came back. */
  received: (message: unknown) => void;
  /** The connection ended: what was still open gets no answer. */
  ended: () => void;
}

/**
 * Matches the answers on a connection with their requests.
 * @param server the server's name in what is told
 * @param onMcp told of every request once it was answered, or cannot be any more
 */
export function openCalls(server: string, onMcp: (call: McpCall) => void): OpenCalls {
  const open = new Map<number | string, z.infer<typeof request>>();
  const settle = (asked: z.infer<typeof request>, outcome: McpCall["outcome"]): void => {
    open.delete(asked.id);
    const { method, params } = asked;
    onMcp({ kind: "mcp-call", caller: "notebook", server, method, params, outcome });
  };
  return {
    sent(message) {
      const asked = request.safeParse(message).data;
      if (asked !== undefined) open.set(asked.id, asked);
    },
    received(message) {
      const answer = response.safeParse(message).data;
      const asked = answer && open.get(answer.id);
      if (answer === undefined || asked === undefined) return;
      settle(
        asked,
        "result" in answer
          ? { status: "result", result: answer.result }
          : { status: "error", ...answer.error },
      );
    },
    ended() {
      for (const asked of open.values()) {
        settle(asked, { status: "error", code: 0, message: "The connection ended." });
      }
    },
  };
}
