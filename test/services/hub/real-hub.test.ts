import { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ANONYMOUS_TOOLS, HUB_TOOLS, HUB_URL, TOKEN_TOOLS } from "../../../lib/base/hub-names.ts";
import { createHub } from "../../../lib/services/hub/hub.ts";
import { type RealHub, startRealHub } from "../../counterparts/real-hub.ts";
import { type Hub, LIST_TOOLS, post } from "./hub-client.ts";

/**
 * The embedded Hub against the real server package, which runs here without a network. So both
 * are compared as they are offline, where nothing but the server itself decides the answer.
 */
const embedded = createHub({ failure: "offline" });
let server: RealHub;
const real: Hub = async (request) => {
  const { search } = new URL(request.url);
  const hasBody = request.method === "POST";
  return await fetch(`${server.url}${search}`, {
    method: request.method,
    headers: request.headers,
    ...(hasBody ? { body: await request.text() } : {}),
  });
};

beforeAll(async () => {
  server = await startRealHub();
});
afterAll(async () => {
  await server.stop();
});

/** The same message to both hubs. */
async function both(message: unknown, init?: Parameters<typeof post>[2]) {
  const ask = async (hub: Hub) => await read(await post(hub, message, init));
  return { theirs: await ask(real), ours: await ask(embedded) };
}

async function read(response: Response) {
  const type = response.headers.get("content-type")?.split(";")[0];
  const body: unknown = type === "application/json" ? await response.json() : await response.text();
  return { status: response.status, challenge: response.headers.get("www-authenticate"), body };
}

function callOf(name: string, args: Record<string, unknown>) {
  return { jsonrpc: "2.0", id: 1, method: "tools/call", params: { name, arguments: args } };
}

/** A value with every text replaced by its type, except where texts are the contract. */
function shape(value: unknown, key = ""): unknown {
  if (Array.isArray(value)) return value.map((item) => shape(item));
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, own]) => [name, shape(own, name)]));
  }
  return KEPT.has(key) ? value : typeof value;
}
const KEPT = new Set(
  "type status op uri path code retryable suggestedOperation isError index content_type exists namespace jsonrpc id".split(
    " ",
  ),
);

/** A tool without the sentences that are ours: descriptions at any depth. */
function contractOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(contractOf);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, own]) => name !== "description" || typeof own !== "string",
  );
  return Object.fromEntries(entries.map(([name, own]) => [name, contractOf(own)]));
}

function descriptionsIn(tools: unknown): string[] {
  return JSON.stringify(tools).match(/"description":"[^"]{20,}"/g) ?? [];
}

const Listing = z.object({
  result: z.object({ tools: z.array(z.looseObject({ name: z.string() })) }),
});
const Answer = z.object({
  body: z.object({ result: z.object({ content: z.tuple([z.object({ text: z.string() })]) }) }),
});

async function listings(token?: string) {
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  const { theirs, ours } = await both(LIST_TOOLS, { headers });
  const toolsOf = (answer: typeof theirs) => Listing.parse(answer.body).result.tools;
  return { theirs: toolsOf(theirs), ours: toolsOf(ours) };
}

describe("the tools", () => {
  test("of an anonymous client are the same: names, schemas, annotations", async () => {
    const { theirs, ours } = await listings();
    expect(theirs.map(({ name }) => name)).toEqual(ANONYMOUS_TOOLS);
    expect(contractOf(ours)).toEqual(contractOf(theirs));
  });

  test("of a client with a token are the same, but for the output schema of hf_jobs", async () => {
    const { theirs, ours } = await listings("hf_any");
    expect(theirs).toHaveLength(ANONYMOUS_TOOLS.length + TOKEN_TOOLS.length);
    const comparable = theirs.map(({ outputSchema, ...tool }) =>
      tool.name === HUB_TOOLS.jobs || outputSchema === undefined ? tool : { ...tool, outputSchema },
    );
    expect(contractOf(ours)).toEqual(contractOf(comparable));
  });

  test("are described in our own words", async () => {
    const { theirs, ours } = await listings("hf_any");
    const foreign = new Set(descriptionsIn(theirs));
    expect(foreign.size).toBeGreaterThan(10);
    expect(descriptionsIn(ours).filter((words) => foreign.has(words))).toEqual([]);
  });
});

describe("over HTTP", () => {
  test.each(["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05", "2099-01-01"])(
    "a handshake for %s is answered alike",
    async (protocolVersion) => {
      const clientInfo = { name: "test", version: "1" };
      const params = { protocolVersion, capabilities: {}, clientInfo };
      const { theirs, ours } = await both({ ...LIST_TOOLS, method: "initialize", params });
      const Handshake = z.object({
        result: z.object({
          protocolVersion: z.string(),
          capabilities: z.unknown(),
          serverInfo: z.object({ name: z.string(), version: z.string() }),
          instructions: z.string().transform(() => "sentences"),
        }),
      });
      expect(Handshake.parse(ours.body)).toEqual(Handshake.parse(theirs.body));
    },
  );

  test.each([
    { name: "resources/list", message: { ...LIST_TOOLS, method: "resources/list" } },
    { name: "an unknown tool", message: callOf("hf_doc_search", { query: "x" }) },
    {
      name: "a tool of a token, without one",
      message: callOf(HUB_TOOLS.createRepo, { uri: "hf://models/a/b" }),
    },
    { name: "arguments outside of the schema", message: callOf(HUB_TOOLS.search, { limit: 1000 }) },
    { name: "a missing argument", message: callOf(HUB_TOOLS.fs, {}) },
    {
      name: "a client that accepts JSON only",
      message: LIST_TOOLS,
      init: { headers: { accept: "application/json" } },
    },
    { name: "?login without a token", message: LIST_TOOLS, init: { query: "?login" } },
    { name: "?auth without a token", message: LIST_TOOLS, init: { query: "?auth=1&bouquet=all" } },
    { name: "?forceauth without a token", message: LIST_TOOLS, init: { query: "?forceauth=1" } },
    {
      name: "?forceauth without a value",
      message: callOf(HUB_TOOLS.search, {}),
      init: { query: "?forceauth" },
    },
    {
      name: "an empty bearer token",
      message: callOf(HUB_TOOLS.search, {}),
      init: { headers: { authorization: "Bearer " } },
    },
  ])("$name is answered alike", async ({ message, init }) => {
    const { theirs, ours } = await both(message, init);
    expect(ours).toEqual(theirs);
  });

  test("prompts are refused with the same code", async () => {
    const { theirs, ours } = await both({ ...LIST_TOOLS, method: "prompts/list" });
    expect(theirs.body).toMatchObject({ error: { code: -32601 } });
    expect(shape(ours)).toEqual(shape(theirs));
  });

  test.each(["GET", "DELETE"])("%s is answered alike", async (method) => {
    const headers = { accept: "application/json, text/event-stream" };
    const ask = async (hub: Hub) =>
      await read(await hub(new Request(HUB_URL, { method, headers })));
    const theirs = await ask(real);
    expect(theirs.status).toBe(405);
    expect(await ask(embedded)).toEqual(theirs);
  });
});

describe("without a network", () => {
  test.each([
    { name: "a search", message: callOf(HUB_TOOLS.search, { author: "northwind-robotics" }) },
    { name: "a listing", message: fs("ls hf://models/northwind-robotics") },
    { name: "a file", message: fs("cat hf://models/northwind-robotics/parcel-grasp-2b/README.md") },
    { name: "a paper", message: fs("cat hf://papers/2613.00117/paper.md") },
    {
      name: "a batch of which one needs the network",
      message: fs("cat hf://README.md", "search hf://papers robots"),
    },
  ])("$name fails word for word alike", async ({ message }) => {
    const { theirs, ours } = await both(message);
    expect(theirs.body).toMatchObject({ result: { isError: true } });
    expect(ours).toEqual(theirs);
  });

  test.each([
    { name: "details", args: { repo_ids: ["northwind-robotics/parcel-grasp-2b"] } },
    { name: "details of a model", args: { repo_ids: ["a/b", "a/c"], repo_type: "model" } },
    { name: "details of a Space", args: { repo_ids: ["a/b"], repo_type: "space" } },
  ])("$name claim alike, but for our notice, that nothing is there", async ({ args }) => {
    const { theirs, ours } = await both(callOf(HUB_TOOLS.details, args));
    const [{ text }] = Answer.parse(theirs).body.result.content;
    expect(text).toContain("- Error: ");
    const [own] = Answer.parse(ours).body.result.content;
    expect(own.text.startsWith(`${text}\n\n_Rehearsal Hub: `)).toBe(true);
    expect(shape(ours)).toEqual(shape(theirs));
  });

  test.each([
    { name: "who calls", message: callOf(HUB_TOOLS.whoami, {}) },
    {
      name: "who calls with a token that cannot be checked",
      message: callOf(HUB_TOOLS.whoami, {}),
      init: { headers: { authorization: "Bearer hf_any" } },
    },
    ...[
      "cat hf://README.md",
      "ls hf://planets",
      "ls hf://models/a --limit 0",
      "ls hf://models/a --limit many",
      "ls hf://models/a --sort name",
      "ls hf://models/a --sort likes --sort likes",
      "ls hf://models/a/b --sort downloads",
      "cat hf://models/a",
      "cat hf://models/a/b",
      "cat hf://papers/2613.00117",
      "cat hf://papers/planet/paper.md",
      "search hf://papers",
      "cat hf://models/trending",
    ].map((line) => ({ name: line, message: fs(line) })),
  ])("$name is answered in the same shape", async ({ message, ...rest }) => {
    const { theirs, ours } = await both(message, "init" in rest ? rest.init : {});
    expect(shape(ours)).toEqual(shape(theirs));
  });
});

function fs(...lines: string[]) {
  const operations = lines.map((line) => {
    const [cmd, ...args] = line.split(" ");
    return { cmd, args };
  });
  return callOf(HUB_TOOLS.fs, { operations });
}
