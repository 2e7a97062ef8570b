import {
  Client,
  StreamableHTTPClientTransport,
  type Transport,
} from "@modelcontextprotocol/client";
import { type Era, newClient } from "../../wire/era.ts";
import { PipeTransport } from "../../wire/mcp-transport.ts";
import type { HttpTarget } from "./http-link.ts";
import { stdioPipe } from "./stdio-link.ts";
import { StdioServer, type StdioTarget } from "./stdio-server.ts";

/**
 * Lets the official client connect and list what the server declares.
 * @returns its complaint; undefined where it has none
 */
export async function sdkComplaint(
  target: StdioTarget | HttpTarget,
  era: Era,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<string | undefined> {
  const server = target.kind === "stdio" ? new StdioServer(target) : undefined;
  const transport: Transport =
    target.kind === "http"
      ? new StreamableHTTPClientTransport(new URL(target.url), {
          requestInit: { headers: target.headers },
        })
      : new PipeTransport(stdioPipe(server ?? new StdioServer(target)));
  const client = newClient(Client, "mcp-lab-doctor", era);
  const options = { timeout: timeoutMs, signal };
  try {
    await client.connect(transport, options);
    const { tools, resources, prompts } = client.getServerCapabilities() ?? {};
    if (tools !== undefined) await client.listTools(undefined, options);
    if (resources !== undefined) await client.listResources(undefined, options);
    if (prompts !== undefined) await client.listPrompts(undefined, options);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await client.close().catch(() => {});
    await server?.close();
  }
}
