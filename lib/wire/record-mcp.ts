import { z } from "zod";
import type { Json } from "../base/json.ts";
import type { McpCall } from "./trace-event.ts";

const json = z.custom<Json>((value) => value !== undefined);
const call = z.object({ id: z.json(), method: z.string(), params: json.optional() });
const answer = z.union([
  z.object({ id: z.json(), result: json }),
  z.object({ id: z.json(), error: z.object({ code: z.number(), message: z.string() }) }),
]);

/**
 * A `fetch` for an MCP client's HTTP transport that tells of every MCP request it carried, once that
 * ended. What is no MCP request goes through untold.
 * @param nameOf the name of the server at an address, in what is told
 */
export function recordMcp(
  nameOf: (url: URL) => string,
  reach: (request: Request) => Promise<Response>,
  onMcp: (call: McpCall) => void,
): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const asked = call.safeParse(parse(await request.clone().text())).data;
    if (asked === undefined) return await reach(request);
    const server = nameOf(new URL(request.url));
    const tell = (outcome: McpCall["outcome"]): void => {
      const { method, params = null } = asked;
      onMcp({ kind: "mcp-call", caller: "notebook", server, method, params, outcome });
    };
    try {
      const response = await reach(request);
      const told = response
        .clone()
        .text()
        .then((body) => tell(outcomeOf(response.status, body, asked.id)));
      // A stream may go on for as long as the client listens.
      const isStream = response.headers.get("content-type")?.startsWith("text/event-stream");
      if (isStream === true) told.catch(() => {});
      else await told;
      return response;
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      tell({ status: "error", code: 0, message });
      throw error;
    }
  };
}

/** The answer with this id, in a JSON body or among the events of a stream. */
function outcomeOf(status: number, body: string, id: Json): McpCall["outcome"] {
  const messages = [body, ...body.split("\n").map((line) => line.replace(/^data:/, ""))];
  const found = messages
    .map((text) => answer.safeParse(parse(text)).data)
    .find((message) => message?.id === id);
  if (found === undefined) return { status: "error", code: status, message: body.slice(0, 200) };
  return "result" in found
    ? { status: "result", result: found.result }
    : { status: "error", ...found.error };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
