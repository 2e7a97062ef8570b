import { createRequire } from "node:module";
import { type Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { createLabCrm } from "../../../lib/session/crm.ts";
import type { McpCall } from "../../../lib/wire/trace-event.ts";
import { Trace } from "../../../lib/wire/trace.ts";
import { createRehearsal } from "../../../lib/services/rehearsal.ts";
import { HUB_TOOLS } from "../../../lib/base/hub-names.ts";
import { newClient } from "../../../lib/wire/era.ts";
import { toJson } from "../../../lib/wire/error-json.ts";
import { auditRequest } from "../../../lib/subjects/zdr/audit.ts";
import { type DirectServer, directTools } from "../../../lib/subjects/zdr/direct-tools.ts";
import { type RealHub, startRealHub } from "../../counterparts/real-hub.ts";

const require = createRequire(import.meta.url);
const { Anthropic }: typeof import("@anthropic-ai/sdk") = require("@anthropic-ai/sdk");
const {
  Client: McpClient,
}: typeof import("@modelcontextprotocol/client") = require("@modelcontextprotocol/client");

/** The server ends connections that idle, which a call may meet; all calls here only read. */
const reach: typeof fetch = (url, init) => fetch(url, init).catch(() => fetch(url, init));

let hub: RealHub;
let hubClient: Client;
let crm: Client;
const crmCalls: McpCall[] = [];

beforeAll(async () => {
  hub = await startRealHub();
  hubClient = newClient(McpClient, "test", "modern");
  await hubClient.connect(new StreamableHTTPClientTransport(new URL(hub.url), { fetch: reach }));
  crm = await createLabCrm((call) => crmCalls.push(call)).connect();
});
afterAll(async () => {
  await hubClient.close();
  await crm.close();
  await hub.stop();
});

function rehearsed(): { client: InstanceType<typeof Anthropic>; trace: Trace } {
  const trace = new Trace("rehearsal");
  const traced = trace.through(createRehearsal({ onMcp: (call) => trace.record(call) }));
  const client = new Anthropic({
    apiKey: "rehearsal",
    authToken: null,
    baseURL: "https://api.anthropic.com",
    fetch: (input, init) => traced(new Request(input, init)),
  });
  return { client, trace };
}

const result = z.object({ is_error: z.boolean().optional(), content: z.json() });

/** What a runner makes of one call of the model's. */
async function outcomeOf(
  servers: DirectServer[],
  name: string,
  input: object,
): Promise<z.infer<typeof result>> {
  const runner = rehearsed().client.beta.messages.toolRunner({
    model: "claude-opus-4-7",
    max_tokens: 512,
    thread: false,
    tools: await directTools(servers),
    messages: [
      { role: "user", content: "Go on." },
      { role: "assistant", content: [{ type: "tool_use", id: "toolu_1", name, input }] },
    ],
  });
  const [block] = z.array(z.json()).parse(toJson((await runner.generateToolResponse())?.content));
  return result.parse(block);
}

const text = (part: string): unknown => ({ type: "text", text: expect.stringContaining(part) });

const one = (name: string): DirectServer => ({ name, client: crm, allow: ["crm_pipeline"] });

describe("the direct path, with the SDK's own runner and helpers", () => {
  it("asks the real Hub server and the CRM, and tells the API of neither", async () => {
    const { client, trace } = rehearsed();
    const tools = await directTools([
      { name: "hub", client: hubClient, allow: [HUB_TOOLS.whoami] },
      { name: "crm", client: crm, allow: ["crm_pipeline"] },
    ]);
    const reply = await client.beta.messages.toolRunner({
      model: "claude-opus-4-7",
      max_tokens: 1024,
      max_iterations: 10,
      thread: false,
      tools,
      messages: [{ role: "user", content: "Call hub__hf_whoami, and then crm__crm_pipeline." }],
    });
    expect(reply.stop_reason).toBe("end_turn");
    const requests = trace.of("api-request");
    expect(requests.flatMap(auditRequest)).toEqual([]);
    expect(requests.map(({ headers }) => headers["anthropic-beta"])).toEqual(
      requests.map(() => undefined),
    );
    const last = JSON.stringify(requests.at(-1)?.body);
    expect(last).toContain("being used anonymously");
    expect(last).toContain("Call hub__hf_whoami");
    expect(trace.of("mcp-call")).toEqual([]);
    expect(crmCalls.some(({ method }) => method === "tools/call")).toBe(true);
  });

  it("offers what is allowed and nothing else", async () => {
    const tools = await directTools([
      { name: "hub", client: hubClient, allow: [HUB_TOOLS.fs] },
      { name: "crm", client: crm, allow: [] },
    ]);
    expect(tools.map(({ name }) => name)).toEqual([`hub__${HUB_TOOLS.fs}`]);
    const asked = await outcomeOf(
      [{ name: "crm", client: crm, allow: ["crm_pipeline"] }],
      "crm__crm_move_deal",
      { deal_id: "dl-0001", stage_id: "won" },
    );
    expect(asked).toMatchObject({ is_error: true, content: expect.stringContaining("not found") });
  });

  it("says at once that an allowed tool is gone", async () => {
    const gone = directTools([{ name: "hub", client: hubClient, allow: ["hf_doc_search"] }]);
    await expect(gone).rejects.toMatchObject({ code: "tool-not-listed" });
  });

  it("keeps two servers with the same tools apart, and refuses two of one name", async () => {
    const tools = await directTools([one("crm"), one("test_crm")]);
    expect(tools.map(({ name }) => name)).toEqual(["crm__crm_pipeline", "test_crm__crm_pipeline"]);
    await expect(directTools([one("crm"), one("crm")])).rejects.toMatchObject({
      code: "tool-name-taken",
    });
  });

  it("hands on a result that holds links, which the helpers refuse", async () => {
    const brief = await outcomeOf(
      [{ name: "crm", client: crm, allow: ["crm_account_brief"] }],
      "crm__crm_account_brief",
      { company_id: "northwind-robotics" },
    );
    expect(brief.is_error).toBeUndefined();
    expect(brief.content).toEqual([
      text("Northwind Robotics"),
      text("[resource crm://companies/northwind-robotics]"),
    ]);
  });

  it("hands on an error in words and with its envelope", async () => {
    const failed = await outcomeOf(
      [{ name: "crm", client: crm, allow: ["crm_account_brief"] }],
      "crm__crm_account_brief",
      { company_id: "no-such-company" },
    );
    expect(failed).toEqual({ is_error: true, content: [text("NOT_FOUND"), text('"retryable":')] });
  });
});
