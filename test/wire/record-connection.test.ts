import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { McpServer } from "@modelcontextprotocol/server";
import { expect, it } from "vitest";
import { z } from "zod";
import { recordTransport } from "../../lib/wire/record-connection.ts";
import type { McpCall } from "../../lib/wire/trace-event.ts";

it("tells of answers, of errors, and of a request that the connection did not outlive", async () => {
  const calls: McpCall[] = [];
  const server = new McpServer({ name: "one", version: "1" });
  const called = new Promise<void>((resolve) => {
    const never = (): Promise<never> => {
      resolve();
      return new Promise(() => {});
    };
    server.registerTool("never", { inputSchema: z.object({}) }, never);
  });
  const [here, there] = InMemoryTransport.createLinkedPair();
  await server.connect(there);
  const client = new Client({ name: "test", version: "1" });
  await client.connect(recordTransport(here, "crm", (call) => calls.push(call)));

  await client.listTools();
  await expect(client.callTool({ name: "none", arguments: {} })).rejects.toThrow("not found");
  const unanswered = client.callTool({ name: "never", arguments: {} }).catch(() => "ended");
  await called;
  await server.close();

  await expect(unanswered).resolves.toBe("ended");
  expect(calls.map(({ server: name, method, outcome }) => [name, method, outcome])).toEqual([
    ["crm", "initialize", { status: "result", result: expect.anything() }],
    ["crm", "tools/list", { status: "result", result: expect.anything() }],
    ["crm", "tools/call", expect.objectContaining({ status: "error", code: -32_602 })],
    ["crm", "tools/call", { status: "error", code: 0, message: "The connection ended." }],
  ]);
});
