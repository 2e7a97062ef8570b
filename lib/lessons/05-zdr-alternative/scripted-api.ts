import { errorResponse, invalid, toApiError } from "../../services/messages-api/api-error.ts";
import { readHeaders } from "../../services/messages-api/headers.ts";
import { readRequest } from "../../services/messages-api/read-request.ts";
import type { JsonObject, MessagesRequest } from "../../services/messages-api/request-types.ts";

/** A tool that a request offers, as far as a script asks for it. */
export interface OfferedTool {
  name: string;
  schema: JsonObject;
}

/** A call that the script makes of a tool. */
export interface ScriptedCall {
  /** Comes back with the result. */
  id: string;
  name: string;
  input: JsonObject;
}

/**
 * A Messages API whose model is a script: first it makes the calls that `plan` chooses among the
 * offered tools, all at once; when results have come, it says `final`. Requests are checked as the
 * rehearsed API checks them, and message threads are refused as there, so that the SDK's runner goes
 * on with the whole history. MCP servers are not contacted.
 */
export function scriptedApi(
  plan: (tools: readonly OfferedTool[]) => ScriptedCall[],
  final: string,
): (request: Request) => Promise<Response> {
  let requests = 0;
  return async (request) => {
    const requestId = `req_script_${(requests += 1)}`;
    try {
      const asked = readRequest(await request.json(), readHeaders(request.headers), "message");
      if (asked.stream === true) throw invalid("This check takes requests without `stream`.");
      return Response.json(reply(asked, requestId, plan, final), {
        headers: { "request-id": requestId },
      });
    } catch (error) {
      return errorResponse(toApiError(error), requestId);
    }
  };
}

function reply(
  asked: MessagesRequest,
  id: string,
  plan: (tools: readonly OfferedTool[]) => ScriptedCall[],
  final: string,
): JsonObject {
  const blocks = asked.messages.flatMap(({ content }) => content);
  const offered = asked.tools.flatMap((tool) =>
    tool.type === "custom" ? [{ name: tool.name, schema: tool.input_schema }] : [],
  );
  const calls = blocks.some(({ type }) => type === "tool_result") ? [] : plan(offered);
  const content =
    calls.length === 0
      ? [{ type: "text", text: final }]
      : calls.map((call) => ({ type: "tool_use", ...call }));
  return {
    id: `msg_${id}`,
    type: "message",
    role: "assistant",
    model: asked.model,
    content,
    stop_reason: calls.length === 0 ? "end_turn" : "tool_use",
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 20 },
  };
}
