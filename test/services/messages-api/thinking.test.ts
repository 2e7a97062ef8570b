import { describe, expect, it } from "vitest";
import { MCP_BETA, mcpServer, messageBody, post, type ReplyBody, testApi } from "./setup.ts";

type Fields = Record<string, unknown>;
type Block = ReplyBody["content"][number];

const crm = mcpServer([
  {
    name: "find_company",
    annotations: { readOnlyHint: true },
    inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
    run: ({ name }) => ({ text: `found ${String(name)}` }),
  },
]);
const connected = {
  mcp_servers: [{ type: "url", name: "crm", url: "https://crm.example.com/mcp" }],
  tools: [{ type: "mcp_toolset", mcp_server_name: "crm" }],
};
const note = {
  name: "company_note",
  description: "Reads the note kept on a company.",
  input_schema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
};
const question = { role: "user", content: 'Find the company "Acme Labs".' };

/** Asks a model that always thinks, unless `fields` say otherwise. */
async function ask(
  fields: Fields,
  iterationLimit?: number,
): Promise<{ status: number; body: ReplyBody }> {
  const { api } = testApi(
    { "crm.example.com": crm },
    iterationLimit === undefined ? {} : { iterationLimit },
  );
  const body = messageBody({ model: "claude-opus-5-5", messages: [question], ...fields });
  return post(api, body, { "anthropic-beta": MCP_BETA });
}

function types({ body }: { body: ReplyBody }): string[] {
  return body.content.map(({ type }) => type);
}

describe("which models think", () => {
  it.each<[string, Fields, boolean]>([
    ["Claude Opus 5.5, always", {}, true],
    ["Claude Opus 5.5, asked to", { thinking: { type: "adaptive" } }, true],
    ["Claude Sonnet 5.5, by default", { model: "claude-sonnet-5-5" }, true],
    [
      "Claude Sonnet 5.5, not before tools",
      { model: "claude-sonnet-5-5", thinking: { type: "between_tools" } },
      false,
    ],
    ["Claude Opus 5, by default", { model: "claude-opus-5" }, true],
    [
      "Claude Opus 5, turned off",
      { model: "claude-opus-5", thinking: { type: "disabled" } },
      false,
    ],
    ["Claude Opus 4.7, not unasked", { model: "claude-opus-4-7" }, false],
    [
      "Claude Opus 4.7, asked to",
      { model: "claude-opus-4-7", thinking: { type: "adaptive" } },
      true,
    ],
    [
      "Claude Haiku 4.5, with a budget",
      {
        model: "claude-haiku-4-5",
        max_tokens: 4000,
        thinking: { type: "enabled", budget_tokens: 2000 },
      },
      true,
    ],
  ])("%s", async (_, fields, thinks) => {
    expect(types(await ask(fields))).toEqual(thinks ? ["thinking", "text"] : ["text"]);
  });

  it.each<[string, Fields, boolean]>([
    ["newer models leave the text out", {}, false],
    ["unless it is asked for", { thinking: { type: "adaptive", display: "summarized" } }, true],
    ["older models show it", { model: "claude-opus-4-6", thinking: { type: "adaptive" } }, true],
    [
      "unless it is not wanted",
      { model: "claude-opus-4-6", thinking: { type: "adaptive", display: "omitted" } },
      false,
    ],
  ])("%s", async (_, fields, shown) => {
    const [block] = (await ask(fields)).body.content;
    expect(block).toEqual({
      type: "thinking",
      thinking: expect.stringMatching(shown ? /the rehearsal's, not Claude's/ : /^$/),
      signature: expect.stringMatching(/^rehearsed\./),
    });
  });

  it("counts what was thought as output", async () => {
    const { body } = await ask({});
    const thought = body.usage.output_tokens_details?.thinking_tokens ?? 0;
    expect(thought).toBeGreaterThan(0);
    expect(thought).toBeLessThan(body.usage.output_tokens);
  });

  it("may have no room for more", async () => {
    const { body } = await ask({ max_tokens: 25 });
    expect(body).toMatchObject({ stop_reason: "max_tokens", content: [{ type: "thinking" }, {}] });
    const less = await ask({ max_tokens: 5 });
    expect(less.body).toMatchObject({ stop_reason: "max_tokens", content: [] });
  });
});

describe("around calls", () => {
  it("comes before them", async () => {
    expect(types(await ask(connected))).toEqual([
      "thinking",
      "mcp_tool_use",
      "mcp_tool_result",
      "text",
    ]);
    const reply = await ask({
      tools: [note],
      messages: [{ ...question, content: "Read the company note of Acme Labs." }],
    });
    expect(types(reply)).toEqual(["thinking", "tool_use"]);
  });

  it("comes again when a paused turn goes on", async () => {
    const messages: unknown[] = [
      { role: "user", content: 'Find the companies "Acme Labs" and "Borealis".' },
    ];
    const stops: string[] = [];
    for (let turn = 0; turn < 3; turn += 1) {
      const reply = await ask({ ...connected, messages }, 1);
      expect(reply.status).toBe(200);
      expect(types(reply)[0]).toBe("thinking");
      stops.push(reply.body.stop_reason);
      messages.push({ role: "assistant", content: reply.body.content });
    }
    expect(stops).toEqual(["pause_turn", "pause_turn", "end_turn"]);
  });

  it("comes after the results of a mixed turn", async () => {
    const tools = [...connected.tools, note];
    const messages: unknown[] = [
      { role: "user", content: 'Find the company "Acme Labs" and its note.' },
    ];
    const first = await ask({ ...connected, tools, messages });
    expect(types(first)[0]).toBe("thinking");
    const use = first.body.content.find(({ type }) => type === "tool_use");
    const result = { type: "tool_result", tool_use_id: use?.["id"], content: "a note" };
    messages.push(
      { role: "assistant", content: first.body.content },
      { role: "user", content: [result] },
    );
    expect(types(await ask({ ...connected, tools, messages }))).toEqual([
      "mcp_tool_result",
      "thinking",
      "text",
    ]);
  });
});

/** The events of a streamed reply, as one text. */
async function streamed(fields: Fields): Promise<string> {
  const { api } = testApi();
  const response = await api(
    new Request("https://api.anthropic.com/v1/messages", {
      method: "POST",
      headers: { "x-api-key": "k", "anthropic-version": "2023-06-01" },
      body: JSON.stringify(
        messageBody({
          model: "claude-opus-5-5",
          messages: [question],
          stream: true,
          ...fields,
        }),
      ),
    }),
  );
  return response.text();
}

describe("streamed", () => {
  const start = '"index":0,"content_block":{"type":"thinking","thinking":"","signature":""}}';

  it("gives its text in pieces, then its signature", async () => {
    const events = await streamed({ thinking: { type: "adaptive", display: "summarized" } });
    expect(events).toContain(start);
    expect(events).toMatch(/"thinking_delta".*\n\n.*\n.*"signature_delta","signature":"rehearsed/);
    expect(events).toMatch(/message_delta.*"thinking_tokens":\d+/);
  });

  it("gives only the signature where the text is left out", async () => {
    const events = await streamed({});
    expect(events).toContain(start);
    expect(events).not.toContain("thinking_delta");
    expect(events.match(/signature_delta/g)).toHaveLength(1);
  });

  it("is read by the SDK as it is without streaming", async () => {
    const { client } = testApi({ "crm.example.com": crm });
    const body = {
      model: "claude-opus-5-5",
      max_tokens: 1024,
      betas: [MCP_BETA],
      mcp_servers: [{ type: "url" as const, name: "crm", url: "https://crm.example.com/mcp" }],
      tools: [{ type: "mcp_toolset" as const, mcp_server_name: "crm" }],
      thinking: { type: "adaptive" as const, display: "summarized" as const },
      messages: [{ role: "user" as const, content: question.content }],
    };
    const { content } = await client.beta.messages.stream(body).finalMessage();
    expect(content).toEqual((await ask({ ...connected, thinking: body.thinking })).body.content);
    // The SDK's message goes back as it is.
    const messages = [...body.messages, { role: "assistant" as const, content }, ...body.messages];
    expect(await client.beta.messages.create({ ...body, messages })).toHaveProperty("content");
  });
});

/** Names of fields in replies that were recorded: vercel/ai, packages/anthropic/src/__fixtures__. */
it.each<[string, Fields, Record<string, string[]>]>([
  [
    "anthropic-claude-opus-5-reasoning-high.1.json",
    { model: "claude-opus-5", thinking: { type: "adaptive", display: "summarized" } },
    { thinking: ["type", "thinking", "signature"], text: ["type", "text"] },
  ],
  [
    "anthropic-mcp.1.json",
    { model: "claude-opus-4-7", ...connected },
    {
      mcp_tool_use: ["type", "id", "name", "input", "server_name"],
      mcp_tool_result: ["type", "tool_use_id", "is_error", "content"],
      text: ["type", "text"],
    },
  ],
  [
    "anthropic-tool-search-regex.1.json",
    {
      model: "claude-sonnet-4-5",
      tools: [
        { type: "tool_search_tool_regex_20251119", name: "tool_search_tool_regex" },
        { ...note, name: "find_company", defer_loading: true },
      ],
    },
    {
      server_tool_use: ["type", "id", "name", "input", "caller"],
      tool_search_tool_result: ["type", "tool_use_id", "content"],
      tool_use: ["type", "id", "name", "input"],
    },
  ],
])("has the fields of %s", async (_, fields, recorded) => {
  const { body } = await ask(fields);
  const shapes = body.content.map((block) => [block.type, Object.keys(block).toSorted()]);
  const expected = Object.entries(recorded).map(([type, names]) => [type, names.toSorted()]);
  expect(shapes).toEqual(expected);
  expect(body).toMatchObject({ type: "message", role: "assistant", stop_sequence: null });
});

function keep(content: Block[]): Block[] {
  return content;
}

describe("sent back", () => {
  const summarized = { thinking: { type: "adaptive", display: "summarized" } };
  const next = { role: "user", content: 'And the company "Borealis".' };

  /** The second turn of a conversation whose first reply was changed, or what came before it. */
  async function goOn(
    change: (content: Block[]) => unknown[],
    fields: Fields = {},
    firstMessage: unknown = question,
  ): Promise<{ status: number; body: ReplyBody }> {
    const first = await ask({ ...connected, ...summarized });
    const content = change(structuredClone(first.body.content));
    const messages = [firstMessage, { role: "assistant", content }, next];
    return ask({ ...connected, ...summarized, messages, ...fields });
  }

  const edit =
    (fields: Fields) =>
    ([thinking, ...rest]: Block[]): unknown[] => [{ ...thinking, ...fields }, ...rest];

  it.each<[string, (content: Block[]) => unknown[], Fields]>([
    ["as it came", keep, {}],
    ["with its text left out", edit({ thinking: "" }), {}],
    [
      "with a breakpoint behind it",
      (content) => [
        ...content.slice(0, -1),
        { ...content.at(-1), cache_control: { type: "ephemeral" } },
      ],
      {},
    ],
    ["shown another way", keep, { thinking: { type: "adaptive", display: "omitted" } }],
    ["with another limit and effort", keep, { max_tokens: 2000, output_config: { effort: "low" } }],
    [
      "with one more tool, deferred",
      keep,
      { tools: [...connected.tools, { ...note, defer_loading: true }] },
    ],
    ["left out, all of it", (content) => content.slice(1), {}],
    ["to a model that does not read it", keep, { model: "claude-fable-5-1" }],
  ])("%s, it is taken", async (_, change, fields) => {
    expect(await goOn(change, fields)).toMatchObject({ status: 200 });
  });

  it("is taken whether the question is a text or a block", async () => {
    const block = { role: "user", content: [{ type: "text", text: `${question.content} ` }] };
    expect(await goOn(keep, {}, block)).toMatchObject({ status: 200 });
  });

  const modified =
    /^messages\.1\.content\.0: `thinking` or `redacted_thinking` blocks in the latest assistant message cannot be modified\. These blocks must remain as they were in the original response\.$/;
  const forged = /^messages\.1\.content\.0: Invalid `signature` in `thinking` block$/;
  const bound =
    /^messages\.1\.content\.\d: Invalid `signature` in `thinking` block\. The block is bound to a different conversation\. Remove the block, or set `thinking\.block_binding\.prefix_mismatch_behavior` to "drop_block"\./;

  it.each<[string, (content: Block[]) => unknown[], Fields, RegExp]>([
    ["with another text", edit({ thinking: "I did not think that." }), {}, modified],
    ["with another signature", edit({ signature: "EqQBCgIYAhIM1gbcDa9GJwZA2b" }), {}, forged],
    ["without a signature", edit({ signature: "" }), {}, forged],
    ["behind another system prompt", keep, { system: "Be brief." }, bound],
    ["with other tools", keep, { tools: [...connected.tools, note] }, bound],
    [
      "behind what it came before",
      ([thinking, call, ...rest]) => [call, thinking, ...rest],
      {},
      bound,
    ],
  ])("%s, it is refused", async (_, change, fields, message) => {
    const reply = await goOn(change, fields);
    expect(reply.status).toBe(400);
    expect(reply.body.error.message.replace("content.1", "content.0")).toMatch(message);
  });

  it("is refused behind another question", async () => {
    const reply = await goOn(keep, {}, { role: "user", content: "Something else." });
    expect(reply.body.error.message).toMatch(bound);
  });

  it("is not bound to the conversation by older models", async () => {
    const older = { model: "claude-opus-4-7", ...summarized };
    const first = await ask({ ...connected, ...older });
    const messages = [question, { role: "assistant", content: first.body.content }, next];
    const changed = await ask({ ...connected, ...older, messages, system: "Be brief." });
    expect(changed.status).toBe(200);
  });

  it("is refused when one from the middle is gone", async () => {
    const messages: unknown[] = [question];
    for (let turn = 0; turn < 3; turn += 1) {
      const { body } = await ask({ messages });
      messages.push({ role: "assistant", content: body.content }, next);
    }
    expect((await ask({ messages })).status).toBe(200);
    const without = (...turns: number[]): unknown[] =>
      messages.map((message, at) =>
        turns.includes(at)
          ? { role: "assistant", content: [{ type: "text", text: textAt(at) }] }
          : message,
      );
    const textAt = (at: number): string => {
      const message: { content: Block[] } = JSON.parse(JSON.stringify(messages[at]));
      return String(message.content.at(-1)?.["text"]);
    };
    expect((await ask({ messages: without(1) })).status).toBe(200);
    expect((await ask({ messages: without(1, 3) })).status).toBe(200);
    expect((await ask({ messages: without(3) })).body.error.message).toMatch(
      /^messages\.5\.content\.0: Invalid/,
    );
  });

  it("is refused where it is redacted: the rehearsal redacts nothing", async () => {
    const reply = await goOn(([, ...rest]) => [{ type: "redacted_thinking", data: "x" }, ...rest]);
    expect(reply.body.error.message).toBe(
      "messages.1.content.0: Invalid `data` in `redacted_thinking` block",
    );
  });

  it("is refused in a user's message", async () => {
    const { body } = await ask(summarized);
    const reply = await ask({ messages: [{ role: "user", content: [body.content[0]] }] });
    expect(reply.status).toBe(400);
  });
});
