import { z } from "zod";
import type { Json } from "../../base/json.ts";

/** A request that reached the Messages API. */
export interface SentRequest {
  headers: Record<string, string>;
  body: Json;
}

/** A result that a request carries back, as far as it can be read. */
export interface SentResult {
  id: string;
  isError: boolean;
  text: string;
}

const textBlock = z.looseObject({ type: z.literal("text"), text: z.string() });
const toolResult = z.looseObject({
  type: z.literal("tool_result"),
  tool_use_id: z.string(),
  is_error: z.boolean().optional(),
  content: z.union([z.string(), z.array(z.json())]).optional(),
});
const body = z.looseObject({
  mcp_servers: z.array(z.json()).catch([]).default([]),
  tools: z
    .array(z.looseObject({ type: z.string().optional(), name: z.string().optional() }))
    .catch([])
    .default([]),
  messages: z
    .array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(z.json())]) }))
    .catch([])
    .default([]),
  thread: z.json().optional(),
});

function read(request: SentRequest): z.infer<typeof body> {
  return body.catch({ mcp_servers: [], tools: [], messages: [] }).parse(request.body);
}

/** What of the connector a request uses, in words; undefined where it uses nothing of it. */
export function connectorIn(request: SentRequest): string | undefined {
  const { mcp_servers: servers, tools } = read(request);
  if (servers.length > 0) return "mcp_servers";
  if (tools.some(({ type }) => type === "mcp_toolset")) return "an mcp_toolset";
  const beta = request.headers["anthropic-beta"] ?? "";
  return beta.includes("mcp-client") ? `the beta ${beta}` : undefined;
}

/** The names of the tools that a request offers. */
export function offeredIn(request: SentRequest): string[] {
  return read(request).tools.flatMap(({ name }) => name ?? []);
}

/** The results that requests carry back, each once. */
export function resultsIn(requests: readonly SentRequest[]): Map<string, SentResult> {
  const results = requests
    .flatMap((request) => read(request).messages)
    .flatMap(({ content }) => (Array.isArray(content) ? content : []))
    .flatMap((block) => toolResult.safeParse(block).data ?? [])
    .map(({ tool_use_id: id, is_error: isError = false, content = "" }) => ({
      id,
      isError,
      text:
        typeof content === "string"
          ? content
          : content.map((part) => textBlock.safeParse(part).data?.text ?? "").join("\n"),
    }));
  return new Map(results.map((result) => [result.id, result]));
}

/** What is wrong with the history of these requests, in words; undefined where nothing is. */
export function historyFault(
  requests: readonly SentRequest[],
  question: string,
): string | undefined {
  if (requests.length === 0) return "no request reached the API";
  for (const [index, request] of requests.entries()) {
    const { thread, messages } = read(request);
    const which = `request ${index + 1}`;
    if (thread !== undefined && thread !== null) return `${which} asks for a message thread`;
    const first = JSON.stringify(messages[0] ?? "");
    const asks = first.includes(JSON.stringify(question).slice(1, -1));
    if (!asks || messages[0]?.role !== "user") {
      return `${which} does not begin with a user message that holds the question`;
    }
  }
  return undefined;
}
