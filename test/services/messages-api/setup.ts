import Anthropic from "@anthropic-ai/sdk";
import { createMcpHandler, fromJsonSchema, McpServer } from "@modelcontextprotocol/server";
import type { McpExchange } from "../../../lib/services/messages-api/connector.ts";
import {
  createMessagesApi,
  type MessagesApiOptions,
} from "../../../lib/services/messages-api/messages-api.ts";

/** A tool of a server that is made for a test. */
export interface TestTool {
  name: string;
  description?: string;
  inputSchema?: { type: "object"; [key: string]: unknown };
  annotations?: { readOnlyHint?: boolean; destructiveHint?: boolean };
  /** What it answers; it says its name by default. */
  run?: (args: Record<string, unknown>) => { text: string; isError?: boolean };
}

/** An MCP server in this process, in both protocol eras, with the tools given. */
export function mcpServer(tools: readonly TestTool[]): (request: Request) => Promise<Response> {
  const handler = createMcpHandler(() => {
    const server = new McpServer(
      { name: "test", version: "1.0.0" },
      { capabilities: { tools: {} } },
    );
    for (const { name, description, inputSchema, annotations, run } of tools) {
      server.registerTool(
        name,
        {
          ...(description === undefined ? {} : { description }),
          ...(annotations === undefined ? {} : { annotations }),
          inputSchema: fromJsonSchema<Record<string, unknown>>(inputSchema ?? { type: "object" }),
        },
        (args) => {
          const { text, isError = false } = run?.(args) ?? { text: `${name} answered` };
          return { content: [{ type: "text", text }], isError };
        },
      );
    }
    return server;
  });
  return (request) => handler.fetch(request);
}

export const MCP_BETA = "mcp-client-2025-11-20";
export const LISTING_BETA = "mcp-client-2026-09-15";

/**
 * An API whose MCP servers answer in this process, by host name. Every tool counts as one that only
 * reads, unless its server says otherwise.
 */
export function testApi(
  servers: Record<string, (request: Request) => Promise<Response>> = {},
  options: MessagesApiOptions = {},
): { api: (request: Request) => Promise<Response>; client: Anthropic; exchanges: McpExchange[] } {
  const exchanges: McpExchange[] = [];
  const api = createMessagesApi({
    // Nothing in a test is really contacted.
    serverFor: ({ hostname }) =>
      servers[hostname] ?? (() => Promise.reject(new Error("refused by the test"))),
    onMcp: (exchange) => exchanges.push(exchange),
    onlyReads: () => true,
    ...options,
  });
  return { api, client: clientOf(api), exchanges };
}

/** The official SDK, unmodified, talking to the given API. */
function clientOf(api: (request: Request) => Promise<Response>): Anthropic {
  return new Anthropic({
    apiKey: "rehearsal",
    fetch: (input, init) => api(new Request(input, init)),
  });
}

/** What a reply may hold; which of it depends on the request. */
export interface ReplyBody {
  content: { type: string; [key: string]: unknown }[];
  stop_reason: string;
  stop_sequence: string | null;
  usage: {
    input_tokens: number;
    output_tokens: number;
    output_tokens_details?: { thinking_tokens: number } | null;
  };
  /** Of a token count. */
  input_tokens: number;
  error: { type: string; message: string };
}

/** Sends a body with the headers that every request needs; `headers` add or replace. */
export async function post(
  api: (request: Request) => Promise<Response>,
  body: unknown,
  headers: Record<string, string> = {},
  path = "/v1/messages",
): Promise<{ status: number; headers: Headers; body: ReplyBody }> {
  const response = await api(
    new Request(`https://api.anthropic.com${path}`, {
      method: "POST",
      headers: { "x-api-key": "k", "anthropic-version": "2023-06-01", ...headers },
      body: typeof body === "string" ? body : JSON.stringify(body),
    }),
  );
  const reply: ReplyBody = JSON.parse(await response.text());
  return { status: response.status, headers: response.headers, body: reply };
}

/** The smallest body that is right, with fields added or replaced. */
export function messageBody(fields: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    model: "claude-opus-4-7",
    max_tokens: 1024,
    messages: [{ role: "user", content: "Hello" }],
    ...fields,
  };
}
