import { Client as V1Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as V1Transport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { describe, expect, test } from "vitest";
import { ANONYMOUS_TOOLS, HUB_TOOLS, HUB_URL } from "../../../lib/base/hub-names.ts";
import { createHub } from "../../../lib/services/hub/hub.ts";
import { connect, ERAS, LIST_TOOLS, post, textOf } from "./hub-client.ts";

const ORGANISATION = { author: "northwind-robotics", repo_types: ["model", "dataset", "space"] };

describe.each(ERAS)("a client of $era", ({ era, mode }) => {
  test("negotiates its era and sees what the hub calls itself", async () => {
    const client = await connect(createHub(), { mode });
    expect(client.getNegotiatedProtocolVersion()).toBe(era);
    expect(client.getServerVersion()).toMatchObject({ name: "huggingface.co/mcp" });
    expect(client.getServerCapabilities()).toEqual({ tools: { listChanged: false } });
    expect(client.getInstructions()).toContain("fictional");
  });

  test("lists the four anonymous tools and calls one", async () => {
    const client = await connect(createHub(), { mode });
    const { tools } = await client.listTools();
    expect(tools.map(({ name }) => name)).toEqual(ANONYMOUS_TOOLS);
    const result = await client.callTool({ name: HUB_TOOLS.search, arguments: ORGANISATION });
    expect(textOf(result)).toContain("northwind-robotics/parcel-grasp-2b");
  });

  test("is refused a tool that the hub once had", async () => {
    const client = await connect(createHub(), { mode });
    const lost = client.callTool({ name: "hf_doc_search", arguments: { query: "x" } });
    await expect(lost).rejects.toMatchObject({
      code: -32602,
      message: expect.stringContaining("Tool hf_doc_search not found"),
    });
  });

  test("gets the same bytes each time", async () => {
    const twice = await Promise.all([1, 2].map(async () => await snapshot(mode)));
    expect(twice[0]).toBe(twice[1]);
  });
});

async function snapshot(mode: (typeof ERAS)[number]["mode"]): Promise<string> {
  const client = await connect(createHub(), { mode });
  const listing = await client.listTools();
  const found = await client.callTool({ name: HUB_TOOLS.search, arguments: ORGANISATION });
  return JSON.stringify([listing.tools, found]);
}

test("a client of the first SDK line lists, calls and validates structured answers", async () => {
  const hub = createHub();
  const client = new V1Client({ name: "test", version: "1" });
  const transport = new V1Transport(new URL(HUB_URL), {
    fetch: (url, init) => hub(new Request(url, init)),
  });
  await client.connect(transport);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toEqual(ANONYMOUS_TOOLS);
  const answer = await client.callTool({ name: HUB_TOOLS.whoami, arguments: {} });
  expect(answer.structuredContent).toMatchObject({ status: "anonymous" });
  const listed = await client.callTool({
    name: HUB_TOOLS.fs,
    arguments: { operations: [{ cmd: "ls", args: ["hf://models/northwind-robotics"] }] },
  });
  expect(listed.structuredContent).toMatchObject({ results: [{ status: "success" }] });
});

describe("over HTTP", () => {
  test("answers in JSON, without a session and without a handshake", async () => {
    const response = await post(createHub(), LIST_TOOLS);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("mcp-session-id")).toBeNull();
  });

  test.each(["GET", "DELETE"])("refuses %s with 405", async (method) => {
    const response = await createHub()(new Request(HUB_URL, { method }));
    expect(response.status).toBe(405);
  });

  test("refuses a client that does not accept both reply forms with 406", async () => {
    const headers = { accept: "application/json" };
    expect((await post(createHub(), LIST_TOOLS, { headers })).status).toBe(406);
  });

  test.each(["resources/list", "resources/templates/list", "prompts/list"])(
    "has no %s",
    async (method) => {
      const response = await post(createHub(), { ...LIST_TOOLS, method });
      expect(await response.json()).toMatchObject({ error: { code: -32601 } });
    },
  );

  test("refuses a body that is not JSON-RPC with the protocol's error", async () => {
    const response = await post(createHub(), "x");
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ jsonrpc: "2.0", error: {} });
  });
});
