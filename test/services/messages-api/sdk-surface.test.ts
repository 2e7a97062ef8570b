import { readFileSync } from "node:fs";
import { join } from "node:path";
import { NotFoundError } from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { PROJECT } from "../../cli/temporary-project.ts";
import { messageBody, post, testApi } from "./setup.ts";

const SDK = join(PROJECT, "node_modules", "@anthropic-ai", "sdk", "resources");
const BETA_TYPES = readFileSync(join(SDK, "beta/messages/messages.d.ts"), "utf8");
const TYPES = readFileSync(join(SDK, "messages/messages.d.ts"), "utf8");
const BETAS = literals(/AnthropicBeta = (.*);/, readFileSync(join(SDK, "beta/beta.d.ts"), "utf8"))
  // The connector's first beta is told of by name, see headers.test.ts.
  .filter((beta) => beta !== "mcp-client-2025-04-04");

/** The texts that a type allows. */
function literals(type: RegExp, declarations: string): string[] {
  return [...(type.exec(declarations)?.[1] ?? "").matchAll(/'([^']+)'/g)].map(
    ([, text = ""]) => text,
  );
}

/** The lines of one interface of the SDK's. */
function bodyOf(name: string, declarations: string): string {
  return (
    new RegExp(`^export interface ${name}\\b[^{]*\\{\\n(.*?)^\\}`, "ms").exec(declarations)?.[1] ??
    ""
  );
}

/** The fields of one interface of the SDK's. */
function fieldsOf(name: string, declarations = BETA_TYPES): string[] {
  const names = [...bodyOf(name, declarations).matchAll(/^ {4}(\w+)\??:/gm)];
  return names.map(([, field = ""]) => field);
}

/** The kinds of all members of a union of the SDK's. */
function kindsOf(union: string): string[] {
  const members = new RegExp(`^export type ${union} = (.*);`, "m").exec(BETA_TYPES)?.[1] ?? "";
  return members
    .split(" | ")
    .flatMap((member) => literals(/^ {4}type\??: (.*);/m, bodyOf(member, BETA_TYPES)));
}

/** The methods of a resource of the SDK's client. */
function methodsOf(resource: object): string[] {
  return Object.getOwnPropertyNames(Object.getPrototypeOf(resource)).filter(
    (name) => name !== "constructor" && !name.startsWith("_"),
  );
}

const { api } = testApi();
const headers = { "anthropic-beta": BETAS.join(",") };
/** Values of every kind; most are wrong for most fields. */
const VALUES: unknown[] = ["x", 1, [], {}, { type: "x" }, true];
const HEADER_PARAMS: ReadonlySet<string> = new Set(["betas", "user_profile_id", "workspace_id"]);

/** How a request is answered: taken, or with a message. */
async function answer(body: Record<string, unknown>, path?: string): Promise<string> {
  const reply = await post(api, body, headers, path);
  expect([200, 400, 404]).toContain(reply.status);
  return reply.status === 200 ? "taken" : reply.body.error.message;
}

/** Answers that take a documented field for unknown, or that do not say which field is wrong. */
async function wrongAnswers(
  field: string,
  path: string,
  bodyWith: (value: unknown) => Record<string, unknown>,
): Promise<string[]> {
  const said = await Promise.all(VALUES.map((value) => answer(bodyWith(value), path)));
  return said.filter(
    (one) => one.includes(`${field}: Extra inputs`) || !(one === "taken" || one.includes(field)),
  );
}

describe("every field that the SDK documents", () => {
  it.each(fieldsOf("MessageCreateParamsBase").filter((field) => !HEADER_PARAMS.has(field)))(
    "%s of a message",
    async (field) => {
      const wrong = wrongAnswers(field, "/v1/messages", (value) =>
        messageBody(field === "stream" && value === true ? {} : { [field]: value }),
      );
      expect(await wrong).toEqual([]);
    },
  );

  it.each(fieldsOf("MessageCountTokensParams").filter((field) => !HEADER_PARAMS.has(field)))(
    "%s of a count",
    async (field) => {
      const wrong = wrongAnswers(field, "/v1/messages/count_tokens", (value) => ({
        ...messageBody({ max_tokens: undefined, [field]: value }),
      }));
      expect(await wrong).toEqual([]);
    },
  );

  it("the SDK's plain messages have no others", () => {
    const beta = fieldsOf("MessageCreateParamsBase");
    expect(fieldsOf("MessageCreateParamsBase", TYPES).filter((one) => !beta.includes(one))).toEqual(
      [],
    );
  });

  it.each(["anthropic-user-profile-id", "anthropic-workspace-id"])("%s, a header", async (name) => {
    const reply = await post(api, messageBody(), { [name]: "x" });
    expect(reply).toMatchObject({
      status: 400,
      body: {
        error: { message: expect.stringContaining(`${name}: this header is not rehearsed`) },
      },
    });
  });

  const text = { type: "text", text: "x" };
  const tool = { name: "look", input_schema: { type: "object" } };
  const use = { type: "tool_use", id: "1", name: "look", input: {} };
  const search = { type: "tool_search_tool_bm25", name: "tool_search_tool_bm25" };
  const server = { type: "url", name: "s", url: "https://mcp.example.com/" };
  const toolset = { type: "mcp_toolset", mcp_server_name: "s", tools: [] };
  type Place = (part: Record<string, unknown>) => Record<string, unknown>;
  const inAssistant: Place = (block) => ({
    tools: [tool],
    messages: [
      { role: "user", content: "x" },
      { role: "assistant", content: [block] },
      { role: "user", content: [{ type: "tool_result", tool_use_id: "1" }] },
    ],
  });
  it.each<[string, Record<string, unknown>, Place]>([
    ["BetaTextBlockParam", text, (block) => ({ messages: [{ role: "user", content: [block] }] })],
    ["BetaTextBlockParam", text, (block) => ({ system: [block] })],
    [
      "BetaUserMessageParam",
      { role: "user", content: "x" },
      (message) => ({ messages: [message] }),
    ],
    [
      "BetaSystemMessageParam",
      { role: "system", content: "x" },
      (message) => ({
        model: "claude-opus-5-5",
        messages: [{ role: "user", content: "x" }, message],
      }),
    ],
    ["BetaToolUseBlockParam", use, inAssistant],
    [
      "BetaToolResultBlockParam",
      { type: "tool_result", tool_use_id: "1" },
      (block) => ({
        tools: [tool],
        messages: [
          { role: "user", content: "x" },
          { role: "assistant", content: [use] },
          { role: "user", content: [block] },
        ],
      }),
    ],
    [
      "BetaMCPToolUseBlockParam",
      { type: "mcp_tool_use", id: "1", name: "a", server_name: "s", input: {} },
      inAssistant,
    ],
    [
      "BetaRequestMCPToolResultBlockParam",
      { type: "mcp_tool_result", tool_use_id: "1" },
      inAssistant,
    ],
    [
      "BetaServerToolUseBlockParam",
      { type: "server_tool_use", id: "1", name: "tool_search_tool_bm25", input: {} },
      inAssistant,
    ],
    ["BetaTool", tool, (one) => ({ tools: [one] })],
    ["BetaToolSearchToolBm25_20251119", search, (one) => ({ tools: [one, tool] })],
    ["BetaMCPToolset", toolset, (one) => ({ tools: [one], mcp_servers: [server] })],
    [
      "BetaRequestMCPServerURLDefinition",
      server,
      (one) => ({ tools: [toolset], mcp_servers: [one] }),
    ],
    ["BetaToolChoiceAuto", { type: "auto" }, (tool_choice) => ({ tools: [tool], tool_choice })],
    [
      "BetaToolChoiceTool",
      { type: "tool", name: "look" },
      (tool_choice) => ({ tools: [tool], tool_choice }),
    ],
    ["BetaThinkingConfigAdaptive", { type: "adaptive" }, (thinking) => ({ thinking })],
    [
      "BetaThinkingConfigEnabled",
      { type: "enabled", budget_tokens: 1024 },
      (thinking) => ({ model: "claude-haiku-4-5", max_tokens: 2000, thinking }),
    ],
    ["BetaOutputConfig", {}, (output_config) => ({ output_config })],
    ["BetaMetadata", {}, (metadata) => ({ metadata })],
    ["BetaContextManagementConfig", {}, (context_management) => ({ context_management })],
  ])("in %s", async (name, right, place) => {
    const fields = fieldsOf(name);
    expect(fields).toEqual(expect.arrayContaining(Object.keys(right)));
    for (const field of fields) {
      for (const value of VALUES) {
        const said = await answer(messageBody(place({ ...right, [field]: value })));
        expect(said).not.toContain(`${field}: Extra inputs are not permitted`);
      }
    }
  });
});

describe("every kind that the SDK documents", () => {
  const parts: [string, string[], (kind: string) => Record<string, unknown>][] = [
    [
      "block",
      kindsOf("BetaContentBlockParam"),
      (type) => ({ messages: [{ role: "user", content: [{ type }] }] }),
    ],
    ["tool", kindsOf("BetaToolUnion"), (type) => ({ tools: [{ type }] })],
    ["thinking", kindsOf("BetaThinkingConfigParam"), (type) => ({ thinking: { type } })],
    ["tool_choice", kindsOf("BetaToolChoice"), (type) => ({ tool_choice: { type } })],
  ];

  it.each(parts.flatMap(([part, kinds, body]) => kinds.map((kind) => [part, kind, body] as const)))(
    "%s %s",
    async (_, kind, body) => {
      const said = await answer(messageBody(body(kind)));
      expect(said).not.toMatch(/does not match any of the expected tags|Extra inputs/);
    },
  );

  it("is found in the types", () => {
    expect(parts.map(([, kinds]) => kinds.length)).toEqual([24, 30, 4, 4]);
  });
});

describe("every method that the SDK has", () => {
  const { client } = testApi();
  const params = {
    model: "claude-opus-4-7",
    max_tokens: 100,
    messages: [{ role: "user", content: "x" }],
  };
  const REHEARSED = ["countTokens", "create", "parse", "stream", "thread", "toolRunner"];

  it.each<[string, object]>([
    ["messages.batches", client.messages.batches],
    ["models", client.models],
    ["beta.messages.batches", client.beta.messages.batches],
    ["beta.models", client.beta.models],
  ])("client.%s is not rehearsed, and each says so", async (_, resource) => {
    const names = methodsOf(resource);
    expect(names).toEqual(expect.arrayContaining(["list", "retrieve"]));
    for (const name of names) {
      const method: unknown = Reflect.get(resource, name);
      const args = ["create", "list"].includes(name) ? [{ requests: [] }] : ["an-id"];
      const call = async (): Promise<unknown> =>
        await (typeof method === "function" ? Reflect.apply(method, resource, args) : undefined);
      const refusal = await call().catch((error: unknown) => error);
      expect(refusal).toBeInstanceOf(NotFoundError);
      expect(String(refusal)).toContain("is not rehearsed; there are /v1/messages");
    }
  });

  it.each<[string, object]>([
    ["messages", client.messages],
    ["beta.messages", client.beta.messages],
  ])("client.%s has none that the next test does not know", (_, resource) => {
    expect(REHEARSED).toEqual(expect.arrayContaining(methodsOf(resource)));
  });

  it("of messages answers, or says what is not rehearsed", async () => {
    const { max_tokens: _, ...counted } = params;
    const body = { ...params, messages: [{ role: "user" as const, content: "x" }] };
    expect(await client.messages.create(body)).toMatchObject({ stop_reason: "end_turn" });
    expect(await client.messages.parse(body)).toMatchObject({ stop_reason: "end_turn" });
    expect(await client.messages.stream(body).finalText()).toContain("Rehearsal");
    expect(
      await client.messages.countTokens({ ...counted, messages: body.messages }),
    ).toHaveProperty("input_tokens");
    expect(await client.beta.messages.parse(body)).toMatchObject({ stop_reason: "end_turn" });
    const thread = client.beta.messages.thread({ model: params.model, max_tokens: 100 });
    await expect(thread.send({ role: "user", content: "x" })).rejects.toThrow(
      /message threads are not rehearsed/,
    );
  });
});

it("takes every beta that the SDK names", async () => {
  expect(BETAS.length).toBeGreaterThan(50);
  expect(await answer(messageBody())).toBe("taken");
});
