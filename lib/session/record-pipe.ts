import { z } from "zod";
import type { Json } from "../course/json.ts";
import type { Pipe } from "../course/pipe/pipe.ts";
import type { McpCall } from "./trace-event.ts";

const json = z.custom<Json>((value) => value !== undefined);
const id = z.union([z.number(), z.string()]);
const request = z.object({ id, method: z.string(), params: json.default(null) });
const response = z.union([
  z.object({ id, result: json }),
  z.object({ id, error: z.object({ code: z.number(), message: z.string() }) }),
]);

/**
 * The same pipe, which tells of every MCP request that was sent over it once it was answered.
 * @param server the server's name in what is told
 */
export function recordPipe(pipe: Pipe, server: string, onMcp: (call: McpCall) => void): Pipe {
  const open = new Map<number | string, z.infer<typeof request>>();
  const settle = (message: Json): void => {
    const answer = response.safeParse(message).data;
    const asked = answer && open.get(answer.id);
    if (answer === undefined || asked === undefined) return;
    open.delete(answer.id);
    const { method, params } = asked;
    const outcome: McpCall["outcome"] =
      "result" in answer
        ? { status: "result", result: answer.result }
        : { status: "error", ...answer.error };
    onMcp({ kind: "mcp-call", caller: "notebook", server, method, params, outcome });
  };
  return {
    closed: pipe.closed,
    close: () => pipe.close(),
    send(message) {
      const asked = request.safeParse(message).data;
      if (asked !== undefined) open.set(asked.id, asked);
      pipe.send(message);
    },
    receive: (handler) =>
      pipe.receive((message) => {
        settle(message);
        handler(message);
      }),
  };
}
