import { describe, expect, it } from "vitest";
import { REFUSALS } from "./refusals.ts";
import { messageBody, post, testApi } from "./setup.ts";

const { api } = testApi();

describe("what the API refuses, the rehearsal refuses", () => {
  it.each(REFUSALS.map((row) => [row.rule, row] as const))("%s", async (_, row) => {
    const reply = await post(api, row.body, row.headers);
    expect({ status: reply.status, ...reply.body.error }).toEqual({
      status: row.status ?? 400,
      type: row.type ?? "invalid_request_error",
      message: expect.stringContaining(row.says),
    });
    expect(reply.body.error.message.indexOf(row.says)).toBe(0);
    // What has the API's words does not say that they are the rehearsal's.
    expect(reply.body.error.message).not.toContain("own wording");
  });

  it("counts tokens of no such request either", async () => {
    const counted = REFUSALS.filter(({ body }) => !("stop_sequences" in body)).map(
      async ({ body, headers }) => {
        const { max_tokens: _, ...rest } = body;
        return post(api, rest, headers, "/v1/messages/count_tokens");
      },
    );
    const replies = await Promise.all(counted);
    // What depends on `max_tokens` alone cannot be wrong here.
    expect(replies.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(4);
  });
});

describe("what looks like it and is taken", () => {
  const tools = [{ name: "look", input_schema: { type: "object" } }];

  it.each<[string, Record<string, unknown>]>([
    ["a schema with anyOf inside", schemaOf({ a: { anyOf: [{ type: "string" }] } })],
    ["property names with dots and dashes", schemaOf({ "a.b-c_1": {}, ["x".repeat(64)]: {} })],
    [
      "what the SDK's helper makes of a tool without arguments",
      {
        tools: [{ name: "a", input_schema: { type: "object", properties: null, required: null } }],
      },
    ],
    ["a reference within the schema", schemaOf({ a: { $ref: "#/$defs/A" } })],
    ["several user messages", { messages: [user("a"), user("b"), user("c")] }],
    [
      "several assistant messages",
      { messages: [user("a"), assistant("b"), assistant("c"), user("d")] },
    ],
    ["an empty assistant message", { messages: [user("a"), assistant([]), user("d")] }],
    ["an assistant message of no text", { messages: [user("a"), assistant(""), user("d")] }],
    ["an empty user message beside a full one", { messages: [user([]), user("a")] }],
    [
      "results in two messages, in any order",
      {
        tools,
        messages: [
          user("q"),
          assistant([use("1"), use("2")]),
          user([result("2")]),
          user([result("1"), { type: "text", text: "x" }]),
        ],
      },
    ],
    [
      "a user message behind results",
      {
        tools,
        messages: [user("q"), assistant([use("1")]), user([result("1")]), user("and?")],
      },
    ],
    [
      "a beginning, for a model that goes on with it",
      { model: "claude-sonnet-4-5", messages: [user("q"), assistant("The")] },
    ],
    [
      "system messages at the end",
      { model: "claude-opus-5-5", messages: [user("q"), system("s"), system("t")] },
    ],
    ["tool_choice none without tools", { tool_choice: { type: "none" } }],
    ["the default temperature", { temperature: 1 }],
    ["four breakpoints", { messages: [user(Array.from({ length: 4 }, () => marked()))] }],
    ["as much output as the model gives", { max_tokens: 128_000 }],
    [
      "the least budget",
      {
        model: "claude-haiku-4-5",
        max_tokens: 1025,
        thinking: { type: "enabled", budget_tokens: 1024 },
      },
    ],
  ])("%s", async (_, fields) => {
    expect(await post(api, messageBody(fields))).toMatchObject({ status: 200 });
  });
});

function schemaOf(properties: Record<string, unknown>): Record<string, unknown> {
  return { tools: [{ name: "look", input_schema: { type: "object", properties } }] };
}

function user(content: unknown): unknown {
  return { role: "user", content };
}

function assistant(content: unknown): unknown {
  return { role: "assistant", content };
}

function system(content: unknown): unknown {
  return { role: "system", content };
}

function marked(): unknown {
  return { type: "text", text: "x", cache_control: { type: "ephemeral" } };
}

function use(id: string): unknown {
  return { type: "tool_use", id, name: "look", input: {} };
}

function result(id: string): unknown {
  return { type: "tool_result", tool_use_id: id };
}
