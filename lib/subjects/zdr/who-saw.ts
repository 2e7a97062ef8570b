import { isObject, type Json, type JsonObject } from "../../base/json.ts";
import type { McpCall, TraceEvent } from "../../wire/trace-event.ts";
import { blocksOf, partsOf, toolsOf } from "./request-parts.ts";

/** What can be seen of a piece of work that uses tools. */
export const SIGHTS = ["question", "definitions", "arguments", "results", "token"] as const;

/** What a party got to see: the question, tools' definitions, arguments, results, a server's token. */
export type Sight = (typeof SIGHTS)[number];

/** What each party got to see, in the order of `SIGHTS`. `api` is the Messages API. */
export type Sightings = Record<string, Sight[]>;

/**
 * Reads from a trace which party got to see what. The Messages API sees what is in requests and
 * replies, and everything of a call that it makes itself; an MCP server sees the arguments of calls to
 * it and gives the definitions and results. A server knows its own token on any path, so `token` is
 * said of the API only.
 */
export function whoSaw(events: readonly TraceEvent[]): Sightings {
  const seen = new Map<string, Set<Sight>>();
  const see = (party: string, ...sights: Sight[]): void => {
    const known = seen.get(party) ?? new Set<Sight>();
    for (const sight of sights) known.add(sight);
    seen.set(party, known);
  };
  for (const event of events) {
    if (event.kind === "api-request" && isObject(event.body)) seeRequest(event.body, see);
    if (event.kind === "api-reply" && isObject(event.body)) seeReply(event.body, see);
    if (event.kind === "mcp-call") seeCall(event, see);
  }
  return Object.fromEntries(
    [...seen].map(([party, sights]) => [party, SIGHTS.filter((sight) => sights.has(sight))]),
  );
}

type See = (party: string, ...sights: Sight[]) => void;

function seeRequest(body: JsonObject, see: See): void {
  see("api");
  if (partsOf(body["messages"], "").some(asks)) see("api", "question");
  const tools = toolsOf(body, "").map(({ value }) => value);
  if (tools.some((tool) => isObject(tool["input_schema"]) || tool["type"] === "mcp_toolset")) {
    see("api", "definitions");
  }
  const types = new Set(blocksOf(body, "").map(({ value }) => value["type"]));
  if (types.has("tool_use") || types.has("mcp_tool_use")) see("api", "arguments");
  if (types.has("tool_result") || types.has("mcp_tool_result")) see("api", "results");
  for (const { value } of partsOf(body["mcp_servers"], "")) {
    if (typeof value["authorization_token"] === "string") see("api", "token");
  }
}

/** Live, the connector's calls are out of sight; what came back of them is not. */
function seeReply(body: JsonObject, see: See): void {
  for (const { value } of partsOf(body["content"], "")) {
    const { type, server_name: server } = value;
    if (type === "tool_use" || type === "mcp_tool_use") see("api", "arguments");
    if (type === "mcp_tool_use" && typeof server === "string") see(server, "arguments", "results");
    if (type === "mcp_tool_result") see("api", "results");
  }
}

/** Whether a message holds words of the user's, not only results of tools. */
function asks({ value }: { value: JsonObject }): boolean {
  const { role, content } = value;
  return role === "user" && (typeof content === "string" || hasText(content));
}

function hasText(content: Json | undefined): boolean {
  return partsOf(content, "").some(({ value }) => value["type"] === "text");
}

function seeCall({ caller, server, method, outcome }: McpCall, see: See): void {
  const sights: Sight[] = [];
  if (method === "tools/list") sights.push("definitions");
  if (method === "tools/call") sights.push("arguments");
  if (method === "tools/call" && outcome.status === "result") sights.push("results");
  see(server, ...sights);
  if (caller === "connector") see("api", ...sights);
}
