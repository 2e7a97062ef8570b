import { describe, expect, test } from "vitest";
import { createHub, type HubOptions } from "../../../lib/services/hub/hub.ts";
import { ANONYMOUS_TOOLS, TOKEN_TOOLS } from "../../../lib/base/hub-names.ts";
import { call, connect, LIST_TOOLS, post, textOf } from "./hub-client.ts";

const TOKEN = "hf_right";
const METADATA = "https://huggingface.co/.well-known/oauth-protected-resource/mcp";
const ALL = ANONYMOUS_TOOLS.length + TOKEN_TOOLS.length;

interface Case {
  name: string;
  authorization?: string;
  options?: HubOptions;
}

const offered: (Case & { tools: number })[] = [
  { name: "no token", tools: 4 },
  { name: "an empty bearer token", authorization: "Bearer ", tools: 4 },
  { name: "another scheme", authorization: `Basic ${TOKEN}`, tools: 4 },
  { name: "the token without a scheme", authorization: TOKEN, tools: 4 },
  { name: "the right token", authorization: `Bearer ${TOKEN}`, tools: ALL },
  { name: "a scheme in small letters", authorization: `bearer ${TOKEN}`, tools: ALL },
  ...(["offline", "rate-limited", "server-error"] as const).map((failure) => ({
    name: `any token while the hub cannot be asked (${failure})`,
    authorization: "Bearer hf_any",
    options: { failure },
    tools: ALL,
  })),
];

test.each(offered)("$name is offered $tools tools", async ({ authorization, options, tools }) => {
  const hub = createHub({ tokens: [TOKEN], ...options });
  const headers = authorization === undefined ? {} : { authorization };
  const response = await post(hub, LIST_TOOLS, { headers });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ result: { tools: { length: tools } } });
});

const refused: (Case & { query?: string; headers?: Record<string, string> })[] = [
  { name: "a wrong token", authorization: "Bearer hf_wrong" },
  { name: "a placeholder for a token", authorization: "Bearer ${HF_TOKEN}" },
  { name: "a part of the right token", authorization: "Bearer hf_righ" },
  {
    name: "any token, when the hub knows none",
    authorization: `Bearer ${TOKEN}`,
    options: { tokens: [] },
  },
  {
    name: "the right token, when the hub refuses it",
    authorization: `Bearer ${TOKEN}`,
    options: { failure: "unauthorized" },
  },
  { name: "no token, but ?login", query: "?login" },
  { name: "no token, but ?auth", query: "?auth=" },
  { name: "no token, but ?forceauth=1", query: "?forceauth=1" },
  { name: "no token, but the header that forces one", headers: { "x-mcp-force-auth": "true" } },
  { name: "a wrong token with a query", authorization: "Bearer hf_wrong", query: "?bouquet=all" },
];

test.each(refused)("$name is refused with a challenge", async (given) => {
  const { authorization, options, query = "", headers = {} } = given;
  const hub = createHub({ tokens: [TOKEN], ...options });
  const response = await post(hub, LIST_TOOLS, {
    query,
    headers: { ...headers, ...(authorization === undefined ? {} : { authorization }) },
  });
  expect(response.status).toBe(401);
  expect(response.headers.get("www-authenticate")).toBe(
    `Bearer resource_metadata="${METADATA}${query}"`,
  );
  expect(await response.text()).toBe("Unauthorized");
});

test("?login with the right token is served", async () => {
  const headers = { authorization: `Bearer ${TOKEN}` };
  const hub = createHub({ tokens: [TOKEN] });
  expect((await post(hub, LIST_TOOLS, { query: "?login", headers })).status).toBe(200);
});

test.each([
  { name: "nobody", status: "anonymous", options: {} },
  {
    name: "the token's account",
    status: "authenticated",
    options: { tokens: [TOKEN], token: TOKEN },
  },
  {
    name: "a token it could not check",
    status: "authentication_unverified",
    options: { failure: "offline" as const, token: TOKEN },
  },
])("hf_whoami tells $name as $status, without the token", async ({ status, options }) => {
  const answer = await call("hf_whoami", {}, options);
  expect(answer.structuredContent).toMatchObject({ status });
  expect(textOf(answer)).toContain("Hugging Face authentication");
  expect(JSON.stringify(answer)).not.toContain(TOKEN);
});

describe("the tools of a token", () => {
  const calls = [
    { tool: "create_repo", args: { uri: "hf://models/northwind-robotics/new" } },
    {
      tool: "hf_jobs",
      args: { operation: "run", args: { image: "python:3.12", command: ["true"] } },
    },
    { tool: "dynamic_space", args: { operation: "invoke", space_name: "a/b", parameters: "{}" } },
  ];

  test("each has a case here", () => {
    expect(calls.map(({ tool }) => tool)).toEqual(TOKEN_TOOLS);
  });

  test.each(calls)("$tool does nothing and says so", async ({ tool, args }) => {
    const answer = await call(tool, args, { tokens: [TOKEN], token: TOKEN });
    expect(answer.isError).toBe(true);
    expect(textOf(answer)).toContain("nothing was created, started or changed");
    const after = await call("hf_fs", {
      operations: [{ cmd: "ls", args: ["hf://models/northwind-robotics/new"] }],
    });
    expect(after.structuredContent).toMatchObject({
      results: [{ error: { code: "HF_FS_NOT_FOUND" } }],
    });
  });

  test.each(calls)(
    "$tool is marked as writing and refused to nobody's calls",
    async ({ tool, args }) => {
      const client = await connect(createHub({ tokens: [TOKEN] }), { token: TOKEN });
      const { tools } = await client.listTools();
      const offer = tools.find(({ name }) => name === tool);
      expect(offer?.annotations?.readOnlyHint).toBe(false);
      await expect(call(tool, args)).rejects.toMatchObject({ code: -32602 });
    },
  );
});
