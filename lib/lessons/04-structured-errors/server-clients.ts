import type { ErrorJson } from "../../wire/error-json.ts";
import type { Answer, CallArgument } from "../../exercises/answer.ts";

/** Who calls: SDK v2 in one of its eras, or SDK v1, which checks the structured content of errors. */
export type ClientKind = "modern" | "legacy" | "SDK v1";

/** What the drive asks of a client of any SDK. */
export interface ConnectedClient {
  list: () => Promise<unknown>;
  call: (name: string, args: Record<string, unknown>) => Promise<unknown>;
  close: () => Promise<void>;
}

type Connected = { status: "connected"; client: ConnectedClient };

const options = { timeout: 5_000 };

/** Connects a client of this kind to the server that the answer makes. */
export async function connectClient(
  answer: Answer,
  kind: ClientKind,
  args: readonly CallArgument[],
): Promise<Connected | { status: "failed"; error: ErrorJson }> {
  if (kind === "SDK v1") return await connectV1(answer, args);
  const connection = await answer.connect(kind, args);
  if (connection.status === "failed") return connection;
  const { client } = connection;
  return connected({
    list: () => client.listTools({}, options),
    call: (name, given) => client.callTool({ name, arguments: given }, options),
    close: () => client.close(),
  });
}

/** The old SDK is loaded for this one exercise only. */
async function connectV1(
  answer: Answer,
  args: readonly CallArgument[],
): Promise<Connected | { status: "failed"; error: ErrorJson }> {
  const { Client } = await import("@modelcontextprotocol/sdk/client/index.js");
  const client = new Client({ name: "mcp-lab-check", version: "1.0.0" });
  const failed = await answer.connectWith(args, (transport) => client.connect(transport, options));
  if (failed !== undefined) return failed;
  return connected({
    list: () => client.listTools({}, options),
    call: (name, given) => client.callTool({ name, arguments: given }, undefined, options),
    close: () => client.close(),
  });
}

const connected = (client: ConnectedClient): Connected => ({ status: "connected", client });
