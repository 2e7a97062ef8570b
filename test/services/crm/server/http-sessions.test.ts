import { InMemoryServerEventBus, McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { createHttpSessions } from "../../../../lib/services/crm/server/http-sessions.ts";
import { createMcpEndpoint } from "../../../../lib/services/crm/server/http-handler.ts";
import { later } from "./crm-clients.ts";

const initialize = {
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "test", version: "1" },
  },
};

const request = (body: object | undefined, session?: string, method = "POST"): Request =>
  new Request("http://127.0.0.1/mcp", {
    method,
    headers: {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
      ...(session !== undefined && { "mcp-session-id": session }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

const createServer = (): McpServer => new McpServer({ name: "test", version: "1" });

describe("sessions of the 2025 revisions", () => {
  it("end the one that was idle longest when there are too many", async () => {
    const sessions = createHttpSessions({ createServer, maxSessions: 2, maxBody: 10_000 });
    later(() => sessions.close());
    const open = async (): Promise<string> => {
      const reply = await sessions.fetch(request(initialize));
      return reply.headers.get("mcp-session-id") ?? "";
    };
    const ping = async (id: string): Promise<number> =>
      (await sessions.fetch(request({ jsonrpc: "2.0", id: 2, method: "ping" }, id))).status;
    const [first, second] = [await open(), await open()];
    expect(await ping(first)).toBe(200);
    const third = await open();
    expect([await ping(first), await ping(second), await ping(third)]).toEqual([200, 404, 200]);
  });

  it("are not opened by anything but initialize", async () => {
    const sessions = createHttpSessions({ createServer, maxSessions: 2, maxBody: 10_000 });
    later(() => sessions.close());
    const ping = await sessions.fetch(request({ jsonrpc: "2.0", id: 2, method: "ping" }));
    expect(ping.headers.get("mcp-session-id")).toBeNull();
    expect(ping.status).toBe(400);
    expect((await sessions.fetch(request(undefined, undefined, "GET"))).status).toBe(400);
    expect((await sessions.fetch(request(undefined, "none", "DELETE"))).status).toBe(404);
  });
});

describe("the endpoint", () => {
  it("answers 404 beside its path", async () => {
    const changes = new InMemoryServerEventBus();
    const endpoint = createMcpEndpoint("/mcp", createServer, changes, () => {});
    later(() => endpoint.close());
    const beside = new Request("http://127.0.0.1/", { method: "POST" });
    expect((await endpoint.fetch(beside)).status).toBe(404);
  });
});
