import {
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";

const NOT_ALLOWED = {
  jsonrpc: "2.0",
  error: { code: -32000, message: "Method not allowed. Use POST for stateless JSON-RPC requests." },
  id: null,
};

/**
 * Serves one request of a client of the eras before 2026-07-28, without a session. The real server
 * answers such clients in JSON, where the SDK's own fallback would open an event stream.
 */
export async function serveLegacy(
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
