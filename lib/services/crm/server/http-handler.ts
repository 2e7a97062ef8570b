import {
  createMcpHandler,
  isLegacyRequest,
  type McpServer,
  type ServerEventBus,
} from "@modelcontextprotocol/server";
import { withBodyRead } from "../../../base/read-body.ts";
import { createHttpSessions } from "./http-sessions.ts";
import { deliverChanges } from "./subscriptions.ts";

/** The largest body of a request, in bytes. */
const MAX_BODY = 1_000_000;

const MAX_SESSIONS = 100;

/** An MCP endpoint as a function from request to reply. */
export interface McpEndpoint {
  fetch: (request: Request) => Promise<Response>;
  close: () => Promise<void>;
}

/**
 * One endpoint for all revisions: 2026-07-28 without sessions, the 2025 revisions with. `path` is
 * where it is; elsewhere it answers 404. Host and Origin are checked by who listens.
 */
export function createMcpEndpoint(
  path: string,
  createServer: () => McpServer,
  changes: ServerEventBus,
  report: (source: string, error: Error) => void,
): McpEndpoint {
  const modern = createMcpHandler(createServer, {
    legacy: "reject",
    bus: changes,
    maxRequestBodySize: MAX_BODY,
    onerror: (error) => report("http", error),
  });
  const sessions = createHttpSessions({
    maxSessions: MAX_SESSIONS,
    maxBody: MAX_BODY,
    createServer: () => {
      const server = createServer();
      deliverChanges(server, changes, "legacy");
      return server;
    },
  });
  return {
    async fetch(request) {
      if (new URL(request.url).pathname !== path) return new Response(null, { status: 404 });
      return withBodyRead(request, MAX_BODY, async (read, parsedBody) =>
        (await isLegacyRequest(read, parsedBody, { maxRequestBodySize: MAX_BODY }))
          ? sessions.fetch(read, parsedBody)
          : modern.fetch(read, { parsedBody }),
      );
    },
    async close() {
      await Promise.all([modern.close(), sessions.close()]);
    },
  };
}
