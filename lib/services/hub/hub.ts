import {
  createMcpHandler,
  DEFAULT_MAX_REQUEST_BODY_SIZE,
  isLegacyRequest,
  type McpHttpHandler,
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { withBodyRead } from "../../base/read-body.ts";
import { authorize } from "./auth.ts";
import type { HubFailure } from "./failure.ts";
import { createHubServer } from "./server.ts";
import type { Identity } from "./whoami.ts";

export type { HubFailure } from "./failure.ts";

export interface HubOptions {
  /** How the Hub behind the MCP server fails; left out it works. */
  failure?: HubFailure | undefined;
  /** Tokens that the Hub knows; every other one is refused with 401, as by the real server. */
  tokens?: readonly string[];
}

/**
 * The rehearsal Hub: an MCP server over Streamable HTTP, in both protocol eras and without
 * sessions, that answers as `https://huggingface.co/mcp` does, with fictional content.
 *
 * @returns a function of a request, for any host and path; it never throws
 */
export function createHub(options: HubOptions = {}): (request: Request) => Promise<Response> {
  const { failure, tokens = [] } = options;
  const handlers = new Map<Identity, McpHttpHandler>();
  const modern = (identity: Identity): McpHttpHandler => {
    const known = handlers.get(identity);
    if (known !== undefined) return known;
    const handler = createMcpHandler(() => createHubServer(identity, failure), {
      legacy: "reject",
    });
    handlers.set(identity, handler);
    return handler;
  };
  return async (request) => {
    const verdict = authorize(request, tokens, failure);
    if (verdict.status === "refused") return verdict.response;
    const { identity } = verdict;
    return await withBodyRead(request, DEFAULT_MAX_REQUEST_BODY_SIZE, async (read, parsedBody) =>
      (await isLegacyRequest(read, parsedBody))
        ? await serveLegacy(read, parsedBody, createHubServer(identity, failure))
        : await modern(identity).fetch(read, { parsedBody }),
    );
  };
}

const NOT_ALLOWED = {
  jsonrpc: "2.0",
  error: { code: -32000, message: "Method not allowed. Use POST for stateless JSON-RPC requests." },
  id: null,
};

/**
 * Serves one request of a client of the eras before 2026-07-28, without a session. The real server
 * answers such clients in JSON, where the SDK's own fallback would open an event stream.
 */
async function serveLegacy(
  request: Request,
  parsedBody: unknown,
  server: McpServer,
): Promise<Response> {
  if (request.method !== "POST") return Response.json(NOT_ALLOWED, { status: 405 });
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await server.connect(transport);
  try {
    return await transport.handleRequest(request, { parsedBody });
  } finally {
    await server.close();
  }
}
