import { errorResponse, toApiError } from "../../services/messages-api/api-error.ts";
import { readHeaders } from "../../services/messages-api/headers.ts";
import { readRequest } from "../../services/messages-api/read-request.ts";
import type { MessagesRequest } from "../../services/messages-api/request-types.ts";
import type { Json, JsonObject } from "../../base/json.ts";
import { message, text, thinking } from "../recorded-reply.ts";
import { respond } from "../reply-stream.ts";
import { inBlocks } from "./wire.judge.ts";

/** A tool that a request offers, as far as a script asks for it. */
export interface OfferedTool {
  name: string;
}

/** A call that the script makes of a tool. */
export interface ScriptedCall {
  /** Comes back with the result. */
  id: string;
  name: string;
  input: JsonObject;
}

/**
 * A Messages API whose model is a script: it thinks, says so, and makes the calls that `plan` chooses among the
 * offered tools: all but the last at once, and that one when results have come. Then it thinks again and says
 * `final`, in two blocks, as it does where it cites something. Requests are checked as the
 * rehearsed API checks them, and message threads are refused as there, so that the SDK's runner goes
 * on with the whole history. MCP servers are not contacted.
 */
export function scriptedApi(
  plan: (tools: readonly OfferedTool[]) => ScriptedCall[],
  final: string,
): (request: Request) => Promise<Response> {
  let requests = 0;
  const made = new Set<string>();
  return async (request) => {
    const requestId = `req_script_${(requests += 1)}`;
    try {
      const asked = readRequest(await request.json(), readHeaders(request.headers), "message");
      return respond(reply(asked, plan, final, made), asked.stream === true);
    } catch (error) {
      return errorResponse(toApiError(error), requestId);
    }
  };
}

function reply(
  asked: MessagesRequest,
  plan: (tools: readonly OfferedTool[]) => ScriptedCall[],
  final: string,
  made: Set<string>,
): JsonObject {
  const blocks = asked.messages.flatMap(({ content }) => content);
  const offered = asked.tools.flatMap((tool) =>
    tool.type === "custom" ? [{ name: tool.name }] : [],
  );
  const planned = plan(offered);
  const calls = blocks.some(({ type }) => type === "tool_result")
    ? planned.filter(({ id }) => !made.has(id))
    : planned.slice(0, Math.max(1, planned.length - 1));
  for (const { id } of calls) made.add(id);
  if (calls.length === 0) {
    return message("end_turn", [thinking("That is enough."), ...inBlocks(final).map(text)]);
  }
  const uses = calls.map((call): Json => ({ type: "tool_use", ...call }));
  return message("tool_use", [thinking("I do not know that."), text("I look it up."), ...uses]);
}
