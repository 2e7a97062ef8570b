import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { HUB_URL } from "../../lib/base/hub-names.ts";
import { createHub } from "../../lib/services/hub/hub.ts";
import { fetchFrom } from "../../lib/services/rehearsal.ts";
import { recordMcp } from "../../lib/wire/record-mcp.ts";
import type { McpCall } from "../../lib/wire/trace-event.ts";

/** Lists the tools at an address with a real client, and returns what was told of it. */
async function listAt(url: string, token?: string, pin?: string): Promise<[unknown, McpCall[]]> {
  const calls: McpCall[] = [];
  const servers = { [HUB_URL]: createHub() };
  const client = new Client(
    { name: "test", version: "1.0.0" },
    { versionNegotiation: { mode: pin === undefined ? "legacy" : { pin } } },
  );
  const transport = new StreamableHTTPClientTransport(new URL(url), {
    fetch: recordMcp(
      ({ hostname }) => hostname,
      fetchFrom(servers),
      (call) => calls.push(call),
    ),
    requestInit: token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  });
  try {
    await client.connect(transport);
    return [(await client.listTools()).tools.length, calls];
  } catch (error) {
    return [error, calls];
  } finally {
    await client.close();
  }
}

describe("the record of a notebook's own MCP calls", () => {
  it.each([
    ["with initialize", undefined, "initialize"],
    ["without it", "2026-07-28", "server/discover"],
  ])("holds each request and its result, in the era %s", async (_era, pin, opening) => {
    const [listed, calls] = await listAt(HUB_URL, undefined, pin);
    expect(listed).toBe(4);
    await expect.poll(() => calls.map(({ method }) => method)).toEqual([opening, "tools/list"]);
    expect(calls.at(-1)).toMatchObject({
      kind: "mcp-call",
      caller: "notebook",
      server: "huggingface.co",
      outcome: { status: "result", result: { tools: expect.any(Array) } },
    });
  });

  it("holds a refusal with its HTTP status", async () => {
    const [error, calls] = await listAt(HUB_URL, "unknown");
    expect(error).toMatchObject({ status: 401 });
    expect(calls.map(({ outcome }) => outcome)).toEqual([
      { status: "error", code: 401, message: "Unauthorized" },
    ]);
  });

  it("holds a server that is out of reach", async () => {
    const [error, calls] = await listAt("https://mcp.invalid/mcp");
    expect(error).toMatchObject({ message: "fetch failed" });
    expect(calls.map(({ outcome }) => outcome)).toEqual([
      { status: "error", code: 0, message: "fetch failed" },
    ]);
  });

  it("hands a stream on before it has ended, and tells of its answer then", async () => {
    const calls: McpCall[] = [];
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const headers = { "content-type": "text/event-stream" };
    const send = recordMcp(
      ({ hostname }) => hostname,
      async () => new Response(readable, { headers }),
      (call) => calls.push(call),
    );
    const asked = { jsonrpc: "2.0", id: 7, method: "tools/call", params: { name: "look" } };
    const response = await send(HUB_URL, { method: "POST", body: JSON.stringify(asked) });
    expect([response.status, calls]).toEqual([200, []]);
    const writer = writable.getWriter();
    await writer.write(new TextEncoder().encode('data: {"jsonrpc":"2.0","id":7,"result":{}}\n\n'));
    await writer.close();
    await expect
      .poll(() => calls.map(({ outcome }) => outcome))
      .toEqual([{ status: "result", result: {} }]);
  });

  it("lets through untold what is no MCP request", async () => {
    const calls: McpCall[] = [];
    const send = recordMcp(
      ({ hostname }) => hostname,
      async () => Response.json({ id: 1, result: {} }),
      (call) => calls.push(call),
    );
    const init = { method: "POST", body: JSON.stringify({ method: "notifications/initialized" }) };
    await expect((await send(HUB_URL, init)).json()).resolves.toEqual({ id: 1, result: {} });
    expect(calls).toEqual([]);
  });
});
