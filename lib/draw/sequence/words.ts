import { countText } from "../../base/counted.ts";
import { isObject, type Json, type JsonObject } from "../../base/json.ts";

/** What an arrow says: a line in bold, and what there is to know about it. */
export interface Words {
  label: string;
  detail: string;
}

/** The words of an answer, and whether it says that something failed. */
export interface ReplyWords extends Words {
  failed: boolean;
}

/** The value where it is an object, else an empty one: what a server sent can have any shape. */
function objectOf(value: Json | undefined): JsonObject {
  return isObject(value) ? value : {};
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: Json | undefined): string {
  return typeof value === "string" ? value : "";
}

/** Parts that say something, with a dot between. */
function joined(...parts: string[]): string {
  return parts.filter((part) => part !== "").join(" · ");
}

/** "mcp_tool_use ×2, text", in order of first appearance. */
function tally(words: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return Array.from(counts, ([word, count]) => (count === 1 ? word : `${word} ×${count}`)).join(
    ", ",
  );
}

/** `query: "acme", limit: 5` for an object, compact JSON for anything else. */
export function compact(value: Json | undefined): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "object" || Array.isArray(value)) return JSON.stringify(value);
  return Object.entries(value)
    .map(([key, part]) => `${key}: ${JSON.stringify(part)}`)
    .join(", ");
}

/** What a request to the Messages API asks: model, servers, tools, whether it streams. */
export function requestWords(method: string, path: string, body: Json): Words {
  const fields = objectOf(body);
  const tools = listOf(fields["tools"]);
  const toolsets = tools.filter((tool) => objectOf(tool)["type"] === "mcp_toolset").length;
  const servers = listOf(fields["mcp_servers"]).length;
  const messages = listOf(fields["messages"]).length;
  return {
    label: `${method} ${path}`,
    detail: joined(
      textOf(fields["model"]),
      messages > 1 ? countText(messages, "message") : "",
      servers > 0 ? countText(servers, "MCP server") : "",
      tools.length > toolsets ? countText(tools.length - toolsets, "tool") : "",
      fields["stream"] === true ? "stream" : "",
    ),
  };
}

/** Stop reason, block types and error of a stream, collected from its events. */
function streamWords(status: number, events: readonly Json[]): ReplyWords {
  const blocks: string[] = [];
  let stop = "";
  for (const event of events.map(objectOf)) {
    if (event["type"] === "content_block_start") {
      blocks.push(textOf(objectOf(event["content_block"])["type"]));
    } else if (event["type"] === "message_delta") {
      stop = textOf(objectOf(event["delta"])["stop_reason"]) || stop;
    } else if (event["type"] === "error") {
      const error = objectOf(event["error"]);
      const label = `${status}, then ${textOf(error["type"])} in the stream`;
      return { label, detail: textOf(error["message"]), failed: true };
    }
  }
  return {
    label: `${status} ${stop}`,
    detail: joined(tally(blocks), `stream of ${countText(events.length, "event")}`),
    failed: false,
  };
}

/** What came back from the Messages API, and whether it is an error. */
export function replyWords(status: number, body: Json): ReplyWords {
  if (Array.isArray(body)) return streamWords(status, body);
  const fields = objectOf(body);
  if (status >= 400 || fields["type"] === "error") {
    const error = objectOf(fields["error"]);
    return {
      label: `${status} ${textOf(error["type"])}`,
      detail: textOf(error["message"]) || compact(body),
      failed: true,
    };
  }
  if (fields["type"] !== "message") {
    return { label: `${status}`, detail: compact(body), failed: false };
  }
  const blocks = listOf(fields["content"]).map((block) => textOf(objectOf(block)["type"]));
  return {
    label: `${status} ${textOf(fields["stop_reason"])}`,
    detail: tally(blocks),
    failed: false,
  };
}

/** What an MCP request asks: its method, the tool or URI, and the arguments in short. */
export function callWords(method: string, params: Json): Words {
  const fields = objectOf(params);
  const { name, uri, arguments: given, _meta, ...rest } = fields;
  const subject = textOf(name) || textOf(uri);
  return {
    label: `${method} ${subject}`,
    detail: given === undefined ? compact(rest) : compact(given),
  };
}

const LISTS = {
  "tools/list": ["tools", "tool", "name"],
  "resources/list": ["resources", "resource", "uri"],
  "resources/templates/list": ["resourceTemplates", "template", "uriTemplate"],
  "prompts/list": ["prompts", "prompt", "name"],
} as const;

/** What an MCP server answered, and whether the tool says that it failed. */
export function answerWords(method: string, result: Json): ReplyWords {
  const fields = objectOf(result);
  const list = Object.entries(LISTS).find(([known]) => known === method)?.[1];
  if (list !== undefined) {
    const [key, noun, shown] = list;
    const entries = listOf(fields[key]);
    const cursor = fields["nextCursor"];
    const more = cursor === "" ? ", and an empty cursor" : ", and a cursor to more";
    return {
      label: `ok: ${countText(entries.length, noun)}${cursor === undefined ? "" : more}`,
      detail: entries.map((entry) => textOf(objectOf(entry)[shown])).join(", "),
      failed: false,
    };
  }
  const blocks = [...listOf(fields["content"]), ...listOf(fields["contents"])].map(objectOf);
  const failed = fields["isError"] === true;
  const kinds = tally(blocks.map((block) => textOf(block["type"]) || textOf(block["mimeType"])));
  const first = blocks.map((block) => textOf(block["text"])).find((text) => text !== "");
  return {
    label: failed ? "isError: true" : joined("ok", kinds),
    detail: (first ?? "").slice(0, 400),
    failed,
  };
}
