import { createRequire } from "node:module";
import type { MCPToolLike } from "@anthropic-ai/sdk/helpers/beta/mcp";
import { InMemoryTransport } from "@modelcontextprotocol/client";
import { Server } from "@modelcontextprotocol/server";
import { assert, asyncProperty, constantFrom, oneof, string, uniqueArray } from "fast-check";
import { describe, expect, it } from "vitest";
import { anthropicMcp } from "../../../lib/base/cell-modules.ts";
import { createRehearsal } from "../../../lib/services/rehearsal.ts";
import { directTools } from "../../../lib/subjects/zdr/direct-tools.ts";
import { fitForClaude } from "../../../lib/subjects/zdr/fit-for-claude.ts";
import { newClient } from "../../../lib/wire/era.ts";
import { Trace } from "../../../lib/wire/trace.ts";

const require = createRequire(import.meta.url);
const { Anthropic }: typeof import("@anthropic-ai/sdk") = require("@anthropic-ai/sdk");
const {
  Client: McpClient,
}: typeof import("@modelcontextprotocol/client") = require("@modelcontextprotocol/client");

const { mcpTools } = anthropicMcp();

type Schema = MCPToolLike["inputSchema"];

const text = { type: "string" };
const nobody = {
  callTool: async () => {
    throw new Error("nobody is called");
  },
};

/** A tool with this input schema, fitted. */
function fit(inputSchema: object, description = "Does it."): MCPToolLike {
  const [tool] = fitForClaude(
    [{ name: "it", description, inputSchema: { ...inputSchema, type: "object" } }],
    nobody,
  ).tools;
  if (tool === undefined) throw new Error("no tool");
  return tool;
}

const refused = (schema: Schema): string[] => [
  ...["anyOf", "oneOf", "allOf"].filter((kind) => kind in schema),
  ...Object.keys(schema.properties ?? {}).filter((name) => !/^[a-zA-Z0-9_.-]{1,64}$/.test(name)),
];

describe("a schema with a union at its root", () => {
  it.each([
    [
      "as Notion's server listed it on 2026-08-05 (langchain-ai/langchain#39271)",
      {
        anyOf: [
          { type: "object", properties: { content: text }, required: ["content"] },
          { type: "object", properties: { source_url: text }, required: ["source_url"] },
        ],
      },
      { content: text, source_url: text },
      [],
    ],
    [
      "that only says what goes together",
      {
        properties: { id: text, name: text, limit: { type: "integer" } },
        required: ["limit"],
        oneOf: [{ required: ["id", "limit"] }, { required: ["name"] }],
      },
      { id: text, name: text, limit: { type: "integer" } },
      ["limit"],
    ],
    [
      "of definitions, told apart by a constant",
      {
        oneOf: [{ $ref: "#/$defs/Open" }, { $ref: "#/$defs/Close" }],
        $defs: {
          Open: { properties: { do: { const: "open" }, id: text }, required: ["do", "id"] },
          Close: { properties: { do: { const: "close" }, id: text }, required: ["do", "id"] },
        },
      },
      { do: { anyOf: [{ const: "open" }, { const: "close" }] }, id: text },
      ["do", "id"],
    ],
    [
      "in which all parts hold",
      {
        properties: { id: text },
        allOf: [
          { properties: { id: { minLength: 3 } }, required: ["id"] },
          { anyOf: [{ properties: { name: text } }, { properties: { limit: text } }] },
        ],
      },
      { id: { allOf: [text, { minLength: 3 }] }, name: text, limit: text },
      ["id"],
    ],
  ])("%s becomes one object", (_case, schema, properties, required) => {
    const { inputSchema, description } = fit(schema);
    expect(refused(inputSchema)).toEqual([]);
    expect(inputSchema).toMatchObject({ type: "object", properties });
    expect(Object.keys(inputSchema.properties ?? {})).toEqual(Object.keys(properties));
    expect(inputSchema.required).toEqual(required);
    expect(description).toMatch(/^Does it\.\n\nIts input has to match \{"(any|one|all)Of":\[/);
  });

  it("says what its branches demand in the names that the model sees", () => {
    const { description, inputSchema } = fit({
      properties: { "full name": text, email: text },
      anyOf: [{ required: ["full name"] }, { required: ["email"] }],
    });
    expect(Object.keys(inputSchema.properties ?? {})).toEqual(["full_name", "email"]);
    expect(description).toContain('{"anyOf":[{"required":["full_name"]},{"required":["email"]}]}');
  });

  it("that refers to itself comes to an end", () => {
    const schema = {
      anyOf: [{ $ref: "#/$defs/A" }],
      $defs: { A: { anyOf: [{ $ref: "#/$defs/A" }] } },
    };
    expect(refused(fit(schema).inputSchema)).toEqual([]);
  });
});

/** What an object literal cannot have as an own property. */
const isUsable = (name: string): boolean => name !== "__proto__";

describe("property names that the API refuses", () => {
  const long = "a".repeat(70);

  it.each([
    [["$.xgafv"], ["_.xgafv"]],
    [
      ["filter[id]", "limit"],
      ["filter_id_", "limit"],
    ],
    [
      ["full name", "full_name"],
      ["full_name_2", "full_name"],
    ],
    [
      [long, `${long}b`],
      ["a".repeat(64), `${"a".repeat(60)}_2`],
    ],
    [
      ["größe", ""],
      ["gr__e", "_"],
    ],
  ])("%j become %j", (names, fitted) => {
    const properties = Object.fromEntries(names.map((name) => [name, text]));
    const { inputSchema } = fit({ properties, required: names });
    expect(inputSchema.required).toEqual(fitted);
    expect(Object.keys(inputSchema.properties ?? {})).toEqual(fitted);
  });

  it("are the server's again when the SDK's tools call with the client that came along", async () => {
    const called: unknown[] = [];
    const server = {
      callTool: async (call: { arguments?: object }) => {
        called.push(call.arguments);
        return { content: [] };
      },
    };
    const properties = { "full name": text };
    const fitted = fitForClaude(
      [{ name: "it", inputSchema: { type: "object", properties } }],
      server,
    );
    for (const client of [fitted.client, server])
      await mcpTools(fitted.tools, client)[0]?.run({ full_name: "Ada" });
    expect(called).toEqual([{ "full name": "Ada" }, { full_name: "Ada" }]);
  });

  it("are the server's again in a call, whatever they are", async () => {
    const names = uniqueArray(
      oneof(string(), constantFrom("a b", "a_b", "a_b_2")).filter(isUsable),
    );
    await assert(
      asyncProperty(names, async (own) => {
        const properties = Object.fromEntries(own.map((name) => [name, text]));
        const called: unknown[] = [];
        const { tools, client } = fitForClaude(
          [{ name: "it", inputSchema: { type: "object", properties } }],
          {
            callTool: async (call) => {
              called.push(call);
              return { content: [] };
            },
          },
        );
        const fitted = Object.keys(tools[0]?.inputSchema.properties ?? {});
        expect(tools.flatMap(({ inputSchema }) => refused(inputSchema))).toEqual([]);
        await client.callTool({
          name: "it",
          arguments: Object.fromEntries(fitted.map((name) => [name, name])),
        });
        const sent = Object.fromEntries(
          Object.keys(properties).map((name, at) => [name, fitted[at]]),
        );
        expect(called).toEqual([{ name: "it", arguments: sent }]);
      }),
    );
  });
});

it("leaves alone what the API takes", () => {
  const tool = {
    name: "it",
    description: "Does it.",
    inputSchema: { type: "object" as const, properties: { a: { anyOf: [text, { "x y": 1 }] } } },
  };
  expect(
    fitForClaude([tool, { name: "bare", inputSchema: { type: "object" } }], nobody).tools,
  ).toEqual([tool, { name: "bare", inputSchema: { type: "object" } }]);
});

describe("the direct path to a server whose tools the API would refuse", () => {
  const longName = `look_up.${"x".repeat(140)}`;
  const pages = [
    {
      name: longName,
      inputSchema: {
        type: "object" as const,
        properties: { "full name": text, email: text },
        anyOf: [{ required: ["full name"] }, { required: ["email"] }],
      },
    },
    { name: `${longName}y`, inputSchema: { type: "object" as const } },
  ];

  it("offers all of them, from every page, and calls them by the server's names", async () => {
    const calls: unknown[] = [];
    const server = new Server({ name: "odd", version: "1" }, { capabilities: { tools: {} } });
    server.setRequestHandler("tools/list", ({ params }) =>
      params?.cursor === "2"
        ? { tools: pages.slice(1) }
        : { tools: pages.slice(0, 1), nextCursor: "2" },
    );
    server.setRequestHandler("tools/call", ({ params }) => {
      calls.push(params);
      return { content: [{ type: "text", text: "Ada" }] };
    });
    const [near, far] = InMemoryTransport.createLinkedPair();
    await server.connect(far);
    const client = newClient(McpClient, "test", "legacy");
    await client.connect(near);

    const tools = await directTools([
      { name: "crm", client, allow: pages.map(({ name }) => name) },
    ]);
    const names = tools.map(({ name }) => name);
    expect(names.every((name) => /^[a-zA-Z0-9_-]{1,128}$/.test(name))).toBe(true);
    expect(new Set(names).size).toBe(2);

    const trace = new Trace("rehearsal");
    const fetch = trace.through(createRehearsal({ onMcp: () => {} }));
    const [name = ""] = names;
    const runner = new Anthropic({
      apiKey: "rehearsal",
      authToken: null,
      baseURL: "https://api.anthropic.com",
      fetch: (input, init) => fetch(new Request(input, init)),
    }).beta.messages.toolRunner({
      model: "claude-opus-4-7",
      max_tokens: 4096,
      max_iterations: 1,
      thread: false,
      tools,
      messages: [
        { role: "user", content: "Who is it?" },
        {
          role: "assistant",
          content: [{ type: "tool_use", id: "toolu_1", name, input: { full_name: "Ada" } }],
        },
      ],
    });
    const answer = await runner.generateToolResponse();
    expect(JSON.stringify(answer)).toContain("Ada");
    expect(calls).toMatchObject([{ name: longName, arguments: { "full name": "Ada" } }]);
    await client.close();
  });
});
