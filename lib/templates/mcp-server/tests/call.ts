import { Client, InMemoryTransport } from "@modelcontextprotocol/client";
import type { McpServer } from "@modelcontextprotocol/server";
import { variables } from "../src/catalog.ts";
import { createServer } from "../src/server.ts";
import { readSettings } from "../src/settings.ts";

/** Made up, so that no test needs a secret. */
export const settings = readSettings(
  Object.fromEntries(Object.keys(variables.shape).map((name) => [name, "made-up"])),
  "",
);

/** Connects a client to a server in memory, for as long as `use` takes. */
export async function withClient<Used>(
  server: McpServer,
  use: (client: Client) => Promise<Used>,
): Promise<Used> {
  const [here, there] = InMemoryTransport.createLinkedPair();
  const client = new Client({ name: "test", version: "0.1.0" });
  await server.connect(there);
  await client.connect(here);
  try {
    return await use(client);
  } finally {
    await client.close();
  }
}

/** Calls a tool of the server in memory. */
export async function callTool(name: string, args: Record<string, unknown>) {
  return withClient(createServer(settings), (client) => client.callTool({ name, arguments: args }));
}

/** The facts of a failure, which have to be in both halves of the result: hosts show the one or the other. */
export function failureIn(result: Awaited<ReturnType<typeof callTool>>): Record<string, unknown> {
  const [block] = result.content;
  const text = block?.type === "text" ? block.text : "";
  const data = result.structuredContent;
  const error: unknown = typeof data === "object" && data !== null && Reflect.get(data, "error");
  if (result.isError !== true || typeof error !== "object" || error === null)
    throw new Error("This is no failure: " + text);
  const facts: Record<string, unknown> = { ...error };
  for (const name of ["code", "message", "hint", "correlation_id"]) {
    const line = name + ": " + String(facts[name]);
    if (!text.split("\n").includes(line)) throw new Error("The text does not say: " + line);
  }
  return facts;
}
