import type { Anthropic } from "@anthropic-ai/sdk";
import type { Client } from "@modelcontextprotocol/client";
import { anthropic, mcpClient } from "../base/cell-modules.ts";
import { newClient } from "../wire/era.ts";
import { HUB_TOOLS, HUB_URL } from "../base/hub-names.ts";
import { createHub } from "../services/hub/hub.ts";
import { createRehearsal, fetchFrom } from "../services/rehearsal.ts";
import { directTools } from "../subjects/zdr/direct-tools.ts";
import { createLabCrm } from "./crm.ts";
import { recordMcp } from "../wire/record-mcp.ts";
import type { McpCall } from "../wire/trace-event.ts";
import { Trace } from "../wire/trace.ts";

/** The same work on either path, as it went over the wire. */
export interface ExamplePaths {
  /** The Hub through `mcp_servers`, with a token. The CRM has no public address. */
  connector: Trace;
  /** The Hub and the CRM through MCP clients of this process. */
  direct: Trace;
}

const TOKEN = "hf_rehearsal_only";
const QUESTION =
  'Which models does "northwind-robotics" publish on the Hub, and which companies of the CRM are on it?';
const MODEL = "claude-opus-4-7";

/** What `loaded-later.ts` hands out under this name. */
export async function examplePaths(): Promise<ExamplePaths> {
  return { connector: await connectorPath(), direct: await directPath() };
}

interface ExampleWorld {
  trace: Trace;
  client: Anthropic;
  /** Reaches the Hub from this process. */
  hubFetch: typeof fetch;
  onMcp: (call: McpCall) => void;
}

function createExampleWorld(): ExampleWorld {
  const trace = new Trace("rehearsal", [TOKEN]);
  const onMcp = (call: McpCall): void => trace.record(call);
  const servers = { [HUB_URL]: createHub({ tokens: [TOKEN] }) };
  const traced = trace.through(createRehearsal({ servers, onMcp }));
  const client = new (anthropic().Anthropic)({
    apiKey: "rehearsal",
    authToken: null,
    baseURL: "https://api.anthropic.com",
    fetch: (input, init) => traced(new Request(input, init)),
  });
  const hubFetch = recordMcp(() => "huggingface", fetchFrom(servers), onMcp);
  return { trace, client, hubFetch, onMcp };
}

async function connectorPath(): Promise<Trace> {
  const { trace, client } = createExampleWorld();
  await client.beta.messages.create({
    model: MODEL,
    max_tokens: 1024,
    betas: ["mcp-client-2025-11-20"],
    mcp_servers: [{ type: "url", name: "huggingface", url: HUB_URL, authorization_token: TOKEN }],
    tools: [
      {
        type: "mcp_toolset",
        mcp_server_name: "huggingface",
        default_config: { enabled: false },
        configs: { [HUB_TOOLS.search]: { enabled: true } },
      },
    ],
    messages: [{ role: "user", content: QUESTION }],
  });
  return trace;
}

async function directPath(): Promise<Trace> {
  const { trace, client, hubFetch, onMcp } = createExampleWorld();
  const hub = await connectHub(hubFetch);
  const crm = await createLabCrm(onMcp).connect();
  try {
    const tools = await directTools([
      { name: "huggingface", client: hub, allow: [HUB_TOOLS.search] },
      { name: "crm", client: crm, allow: ["crm_find_companies"] },
    ]);
    await client.beta.messages.toolRunner({
      model: MODEL,
      max_tokens: 1024,
      max_iterations: 10,
      thread: false,
      tools,
      messages: [{ role: "user", content: QUESTION }],
    });
    return trace;
  } finally {
    await Promise.all([hub.close(), crm.close()]);
  }
}

async function connectHub(hubFetch: typeof fetch): Promise<Client> {
  const { StreamableHTTPClientTransport } = mcpClient();
  const client = newClient(mcpClient().Client, "notebook", "modern");
  const headers = { authorization: `Bearer ${TOKEN}` };
  await client.connect(
    new StreamableHTTPClientTransport(new URL(HUB_URL), {
      fetch: hubFetch,
      requestInit: { headers },
    }),
  );
  return client;
}
