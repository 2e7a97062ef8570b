import {
  type CallToolResult,
  Client,
  StreamableHTTPClientTransport,
} from "@modelcontextprotocol/client";
import { HUB_URL } from "../../../lib/base/hub-names.ts";
import { createHub, type HubOptions } from "../../../lib/services/hub/hub.ts";

/** A hub, embedded or real, as a function of a request. */
export type Hub = (request: Request) => Promise<Response>;

/** The two protocol eras and how the client is told to use one. */
export const ERAS = [
  { era: "2025-11-25", mode: "legacy" },
  { era: "2026-07-28", mode: { pin: "2026-07-28" } },
] as const;

/** Connects the SDK's client to a hub in process. */
export async function connect(
  hub: Hub,
  { token, mode = "legacy" }: { token?: string; mode?: (typeof ERAS)[number]["mode"] } = {},
): Promise<Client> {
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const transport = new StreamableHTTPClientTransport(new URL(HUB_URL), {
    fetch: (url, init) => hub(new Request(url, init)),
    requestInit: { headers },
  });
  await client.connect(transport);
  return client;
}

/** Calls one tool of an embedded hub. */
export async function call(
  name: string,
  args: Record<string, unknown>,
  options: HubOptions & { token?: string } = {},
): Promise<CallToolResult> {
  const { token, ...hubOptions } = options;
  const client = await connect(createHub(hubOptions), token === undefined ? {} : { token });
  return await client.callTool({ name, arguments: args });
}

/** The text of a tool's answer, which is one block for every tool of the hub. */
export function textOf(result: CallToolResult): string {
  const [block, ...more] = result.content;
  if (block?.type !== "text" || more.length > 0) throw new Error("expected one text block");
  return block.text;
}

/** Runs `hf_fs` operations, written as command lines without quotes. */
export async function fs(
  lines: readonly string[],
  options: HubOptions = {},
): Promise<CallToolResult> {
  const operations = lines.map((line) => {
    const [cmd, ...args] = line.split(" ");
    return { cmd, args };
  });
  return await call("hf_fs", { operations }, options);
}

/** Posts one JSON-RPC message to a hub without a client. */
export async function post(
  hub: Hub,
  message: unknown,
  { query = "", headers = {} }: { query?: string; headers?: Record<string, string> } = {},
): Promise<Response> {
  return await hub(
    new Request(`${HUB_URL}${query}`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...headers,
      },
      body: JSON.stringify(message),
    }),
  );
}

/** A `tools/list` message. */
export const LIST_TOOLS = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };
