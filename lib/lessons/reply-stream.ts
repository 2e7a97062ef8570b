import { isObject, type Json, type JsonObject, parseJson } from "../base/json.ts";

/** The fields of a content block that a stream brings in pieces: the delta's type, and its own field. */
const PIECES: Readonly<Record<string, readonly [delta: string, field: string]>> = {
  text: ["text_delta", "text"],
  thinking: ["thinking_delta", "thinking"],
  signature: ["signature_delta", "signature"],
  input: ["input_json_delta", "partial_json"],
};

/** A reply of the Messages API: whole, or as the events of a stream where the request asks for one. */
export function respond(message: JsonObject, isStreamed: boolean): Response {
  const headers = { "request-id": "req_recorded" };
  if (!isStreamed) return Response.json(message, { headers });
  const events = eventsOf(message).map(
    (event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`,
  );
  return new Response(events.join(""), {
    headers: { ...headers, "content-type": "text/event-stream; charset=utf-8" },
  });
}

/** An event of a stream. */
type StreamEvent = JsonObject & { type: string };

function eventsOf({ content, stop_reason, stop_sequence, ...rest }: JsonObject): StreamEvent[] {
  const end = { stop_reason: stop_reason ?? null, stop_sequence: stop_sequence ?? null };
  const blocks = Array.isArray(content) ? content.filter(isObject) : [];
  const begun = { ...rest, content: [], stop_reason: null, stop_sequence: null };
  return [
    { type: "message_start", message: begun },
    ...blocks.flatMap(blockEvents),
    { type: "message_delta", delta: end, usage: rest["usage"] ?? null },
    { type: "message_stop" },
  ];
}

function blockEvents(block: JsonObject, index: number): StreamEvent[] {
  const begun = { ...block };
  const deltas = Object.entries(PIECES).flatMap(([name, [type, field]]): StreamEvent[] => {
    const value = block[name];
    if (value === undefined) return [];
    begun[name] = typeof value === "string" ? "" : {};
    const piece = typeof value === "string" ? value : JSON.stringify(value);
    return [{ type: "content_block_delta", index, delta: { type, [field]: piece } }];
  });
  return [
    { type: "content_block_start", index, content_block: begun },
    ...deltas,
    { type: "content_block_stop", index },
  ];
}

/** The whole message of a recorded reply, whether it came whole or as the events of a stream. */
export function wholeReply(body: Json): Json {
  if (!Array.isArray(body)) return body;
  const content: JsonObject[] = [];
  const message: JsonObject = {};
  for (const event of body.filter(isObject)) {
    const { type, index, delta } = event;
    if (type === "message_start") Object.assign(message, event["message"]);
    else if (type === "message_delta") Object.assign(message, delta);
    else if (typeof index !== "number") continue;
    else if (type === "content_block_start") content[index] = { ...blockIn(event) };
    else if (type === "content_block_delta") addPiece(content[index], delta);
  }
  return { ...message, content: content.map(withInput) };
}

function blockIn({ content_block: block }: JsonObject): JsonObject {
  return isObject(block) ? block : {};
}

function addPiece(block: JsonObject | undefined, delta: Json | undefined): void {
  if (block === undefined || !isObject(delta)) return;
  for (const [name, [type, field]] of Object.entries(PIECES)) {
    if (delta["type"] !== type) continue;
    block[name] = [block[name], delta[field]].filter((part) => typeof part === "string").join("");
  }
}

/** A call's input is JSON once all its pieces are there; one without pieces is as it began. */
function withInput(block: JsonObject): JsonObject {
  const { input } = block;
  if (typeof input !== "string") return block;
  const whole = parseJson(input === "" ? "{}" : input);
  return { ...block, input: whole };
}
