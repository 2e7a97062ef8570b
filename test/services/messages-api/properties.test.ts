import * as fc from "fast-check";
import { expect, it } from "vitest";
import {
  LISTING_BETA,
  MCP_BETA,
  mcpServer,
  messageBody,
  post,
  type ReplyBody,
  testApi,
} from "./setup.ts";

const names: fc.Arbitrary<string> = fc.constantFrom(
  "read_note",
  "read_deal",
  "write_note",
  "x",
  "y",
);
const options = fc.record(
  { enabled: fc.boolean(), defer_loading: fc.boolean() },
  { requiredKeys: [] },
);

it("no tool is called that its toolset does not enable", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uniqueArray(names, { minLength: 1, maxLength: 6 }),
      fc.option(options, { nil: undefined }),
      fc.dictionary(names, options),
      fc.array(names, { minLength: 1, maxLength: 4 }),
      fc.constantFrom(MCP_BETA, LISTING_BETA),
      async (listed, default_config, configs, asked, beta) => {
        const called: string[] = [];
        const tools = listed.map((name) => ({
          name,
          run: () => {
            called.push(name);
            return { text: `done, now call ${listed.join(" and ")}` };
          },
        }));
        const { api } = testApi({ "mcp.example.com": mcpServer(tools) });
        const reply = await post(
          api,
          messageBody({
            mcp_servers: [{ type: "url", name: "s", url: "https://mcp.example.com/" }],
            tools: [{ type: "mcp_toolset", mcp_server_name: "s", default_config, configs }],
            messages: [{ role: "user", content: `Please ${asked.join(" and ")}` }],
          }),
          { "anthropic-beta": beta },
        );
        // Written down once more, so that the merge is not judged by itself.
        const setting = (
          name: string,
          field: "enabled" | "defer_loading",
          system: boolean,
        ): boolean =>
          (Object.hasOwn(configs, name) ? configs[name]?.[field] : undefined) ??
          default_config?.[field] ??
          system;
        const open = listed.filter(
          (name) => setting(name, "enabled", true) && !setting(name, "defer_loading", false),
        );
        const enabled = listed.filter((name) => setting(name, "enabled", true));
        expect(reply.status).toBe(enabled.length > 0 && open.length === 0 ? 400 : 200);
        expect(called.filter((name) => !open.includes(name))).toEqual([]);
      },
    ),
    { numRuns: 60 },
  );
});

/** A value with one of its parts replaced. */
function withPart(value: unknown, path: readonly number[], part: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return part;
  const entries = Object.entries(value);
  const at = step % (entries.length + 1);
  const changed = entries.map(([key, old], index): [string, unknown] => [
    key,
    index === at ? withPart(old, rest, part) : old,
  ]);
  if (at === entries.length) changed.push([`extra${step}`, part]);
  return Array.isArray(value) ? changed.map(([, one]) => one) : Object.fromEntries(changed);
}

/** What a reply is by its shape. */
function kindOf({ status, headers }: Response, text: string): string {
  if (headers.get("content-type")?.startsWith("text/event-stream") === true) {
    return /event: (message_stop|error)\ndata: .*\n\n$/.test(text) ? "stream" : `cut off: ${text}`;
  }
  const reply: Partial<ReplyBody & { type: string }> = JSON.parse(text);
  const { error, content, type } = reply;
  if (status === 200 && type === "message" && Array.isArray(content)) return "message";
  const told = typeof error?.type === "string" && typeof error.message === "string";
  return [400, 404].includes(status) && type === "error" && told ? "refusal" : `${status} ${text}`;
}

const whole = messageBody({
  system: [{ type: "text", text: "s" }],
  mcp_servers: [
    { type: "url", name: "s", url: "https://mcp.example.com/", authorization_token: "t" },
  ],
  tools: [
    {
      type: "mcp_toolset",
      mcp_server_name: "s",
      default_config: { enabled: true },
      configs: { a: { enabled: false } },
      tools: [{ name: "read", input_schema: { type: "object" } }],
    },
    { name: "mine", description: "d", input_schema: { type: "object", properties: {} } },
  ],
  tool_choice: { type: "auto" },
  messages: [
    { role: "user", content: "read it" },
    {
      role: "assistant",
      content: [
        { type: "mcp_tool_use", id: "1", name: "read", server_name: "s", input: {} },
        { type: "tool_use", id: "2", name: "mine", input: {} },
      ],
    },
    { role: "user", content: [{ type: "tool_result", tool_use_id: "2", content: "r" }] },
  ],
});

it("a request with any part replaced gets a reply or an error in the API's shape", async () => {
  const server = mcpServer([{ name: "read" }]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(12), { minLength: 1, maxLength: 6 }),
      fc.oneof(
        fc.jsonValue({ maxDepth: 3 }),
        fc.constantFrom("", "mcp_toolset", -1, 1e308, {}, []),
      ),
      fc.boolean(),
      async (path, part, stream) => {
        const { api } = testApi({ "mcp.example.com": server });
        const body = withPart({ ...whole, stream }, path, part);
        const request = new Request("https://api.anthropic.com/v1/messages", {
          method: "POST",
          headers: {
            "x-api-key": "k",
            "anthropic-version": "2023-06-01",
            "anthropic-beta": LISTING_BETA,
          },
          body: JSON.stringify(body),
        });
        const response = await api(request);
        expect(response.headers.get("request-id")).toMatch(/^req_/);
        expect(kindOf(response, await response.text())).toMatch(/^(message|stream|refusal)$/);
      },
    ),
    { numRuns: 300 },
  );
});

it.each<[string, string]>([
  ["deep lists", "[".repeat(100_000) + "]".repeat(100_000)],
  [
    "a deep input",
    JSON.stringify(messageBody()).replace('"Hello"', "[".repeat(50_000) + "]".repeat(50_000)),
  ],
  ["a polluting key", '{"__proto__":{"model":"claude-x"},"constructor":1}'],
  ["broken text", '{"model":"\ud800'],
  [
    "many messages",
    JSON.stringify(messageBody({ messages: Array.from({ length: 50_000 }, () => 1) })),
  ],
  [
    "a long word",
    JSON.stringify(messageBody({ messages: [{ role: "user", content: "Aa ".repeat(500_000) }] })),
  ],
])("%s neither crash nor hang it", async (_, body) => {
  const { status } = await post(testApi().api, body);
  expect([200, 400]).toContain(status);
});
