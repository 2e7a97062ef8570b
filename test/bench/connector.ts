import { Anthropic } from "@anthropic-ai/sdk";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { serveOnLoopback } from "../../lib/services/crm/loopback.ts";
import { serveMessagesApi } from "../../lib/services/messages-api/serve.ts";
import { HUB_TOOLS, HUB_URL } from "../../lib/base/hub-names.ts";
import { createHub } from "../../lib/services/hub/hub.ts";
import { createRehearsal, fetchFrom } from "../../lib/services/rehearsal.ts";
import type { Figure } from "./figure.ts";
import { inTurns, timedEach } from "./timing.ts";

const AUTHOR = "northwind-robotics";

const request: Anthropic.Beta.MessageCreateParamsNonStreaming = {
  model: "claude-opus-4-7",
  max_tokens: 1024,
  betas: ["mcp-client-2025-11-20"],
  mcp_servers: [{ type: "url", name: "hub", url: HUB_URL }],
  tools: [
    {
      type: "mcp_toolset",
      mcp_server_name: "hub",
      default_config: { enabled: false },
      configs: { [HUB_TOOLS.search]: { enabled: true } },
    },
  ],
  messages: [{ role: "user", content: `Which models does "${AUTHOR}" publish?` }],
};

/**
 * A connector turn with one MCP call over HTTP, against what no such turn can do without: the same
 * MCP requests made directly, and the same SDK and HTTP for the same reply.
 */
export async function connectorFigures(): Promise<Figure[]> {
  const servers = { [HUB_URL]: createHub() };
  const emulator = await serveMessagesApi(createRehearsal({ servers, onMcp: () => {} }));
  const reply = await clientOf(emulator.url).beta.messages.create(request);
  const canned = await serveOnLoopback(() => Promise.resolve(Response.json(reply)));
  const turn = (url: string): (() => Promise<unknown>) => {
    const client = clientOf(url);
    return () => client.beta.messages.create(request);
  };
  const [emulated, bare] = [turn(emulator.url), turn(canned.url)];
  const direct = directCall(fetchFrom(servers));
  const [measured = [], floor = []] = await inTurns(9, [
    () => timedEach(20, emulated),
    () => timedEach(20, async () => [await direct(), await bare()]),
  ]);
  await Promise.all([emulator.close(), canned.close()]);
  const goal = { kind: "ratio", atMost: 1.5 } as const;
  const name = "connector turn with one MCP call / the call directly + a bare reply";
  // The first round warms both up.
  return [{ name, unit: "ms", measured: measured.slice(1), floor: floor.slice(1), goal }];
}

function clientOf(baseURL: string): Anthropic {
  return new Anthropic({ apiKey: "rehearsal", authToken: null, baseURL });
}

/** Given, as the connector does it, so that the client does not compile every listed output schema. */
const toolDefinition = { name: HUB_TOOLS.search, inputSchema: { type: "object" } } as const;

/** Connects, lists the tools, calls one and leaves, as the connector does for every request. */
function directCall(fetch: (request: Request) => Promise<Response>): () => Promise<unknown> {
  return async () => {
    const client = new Client(
      { name: "bench", version: "1.0.0" },
      { versionNegotiation: { mode: "auto" } },
    );
    const transport = new StreamableHTTPClientTransport(new URL(HUB_URL), {
      fetch: (input, init) => fetch(new Request(input, init)),
    });
    await client.connect(transport);
    await client.listTools();
    const input = { author: AUTHOR, repo_types: ["model"] };
    await client.callTool({ name: HUB_TOOLS.search, arguments: input }, { toolDefinition });
    await client.close();
  };
}
