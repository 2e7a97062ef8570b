import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import { createServer } from "../src/server.ts";

/** Calls a tool of the server in memory. */
export async function callTool(name: string, args: Record<string, unknown>) {
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "0.1.0" });
  await createServer().connect(there);
  await client.connect(here);
  try {
    return await client.callTool({ name, arguments: args });
  } finally {
    await client.close();
  }
}
