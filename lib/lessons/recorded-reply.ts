import { isObject, type Json, type JsonObject } from "../base/json.ts";
import { respond } from "./reply-stream.ts";

/** A reply as the API sends it, of these blocks. */
export function message(stopReason: string, content: Json[]): JsonObject {
  return {
    id: "msg_recorded",
    type: "message",
    role: "assistant",
    model: "claude-opus-5-5",
    content,
    stop_reason: stopReason,
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 20 },
  };
}

export const text = (words: string): Json => ({ type: "text", text: words });

/** What a model that thinks begins with. It goes back unchanged, and is no part of the answer. */
export const thinking = (words: string): Json => ({
  type: "thinking",
  thinking: words,
  signature: Buffer.from(`recorded: ${words}`).toString("base64"),
});

/** An API that gives these replies, one a request, streamed to a request that asks for a stream. */
export function replay(
  reply: (request: number) => JsonObject,
): (request: Request) => Promise<Response> {
  let requests = 0;
  return async (request) => respond(reply((requests += 1)), await asksForStream(request));
}

async function asksForStream(request: Request): Promise<boolean> {
  const body: unknown = await request.json();
  return isObject(body) && body["stream"] === true;
}
