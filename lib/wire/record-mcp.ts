import { safeParseJson } from "../base/json.ts";
import { answerIn, callOf, requestIn } from "./record-connection.ts";
import type { McpCall } from "./trace-event.ts";

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
    const asked = requestIn(safeParseJson(await request.clone().text()));
    if (asked === undefined) return await reach(request);
    const server = nameOf(new URL(request.url));
    const tell = (outcome: McpCall["outcome"]): void => onMcp(callOf(server, asked, outcome));
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
function outcomeOf(status: number, body: string, id: number | string): McpCall["outcome"] {
  const messages = [body, ...body.split("\n").map((line) => line.replace(/^data:/, ""))];
  const answers = messages.map((text) => answerIn(safeParseJson(text)));
  const found = answers.find((answer) => answer?.id === id);
  return found?.outcome ?? { status: "error", code: status, message: body.slice(0, 200) };
}
