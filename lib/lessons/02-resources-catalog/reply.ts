import { ProtocolError } from "@modelcontextprotocol/client";
import { NO_REPLY, type Reply } from "./server-view.judge.ts";
import { toJson } from "../../wire/error-json.ts";

/** How a request to an MCP server ended. */
export async function replyTo(request: Promise<unknown>): Promise<Reply> {
  try {
    return { status: "result", result: toJson(await request) ?? null };
  } catch (error) {
    const { message } = error instanceof Error ? error : new Error(String(error));
    const known = error instanceof ProtocolError ? error : { code: NO_REPLY, data: undefined };
    return { status: "error", code: known.code, message, data: toJson(known.data) ?? null };
  }
}
