import { randomUUID } from "node:crypto";
import {
  type McpServer,
  WebStandardStreamableHTTPServerTransport,
} from "@modelcontextprotocol/server";
import { refusal } from "../../../base/read-body.ts";

/** Connections of the 2025 revisions over HTTP, each with a server of its own. */
export interface HttpSessions {
  /** `parsedBody` is the request's JSON, where it has been read already. */
  fetch: (request: Request, parsedBody?: unknown) => Promise<Response>;
  close: () => Promise<void>;
}

/** Options of {@link createHttpSessions}. */
export interface HttpSessionOptions {
  createServer: () => McpServer;
  /** When there are more, the one that was idle longest is ended. */
  maxSessions: number;
  /** The largest body, in bytes. */
  maxBody: number;
}

/**
 * Serves the 2025 revisions with sessions, so that their clients can subscribe over HTTP too.
 * `initialize` without a session opens one; an unknown session gets 404, on which a client starts
 * again (2025-11-25, basic/transports, session management).
 */
export function createHttpSessions(options: HttpSessionOptions): HttpSessions {
  const { createServer, maxSessions, maxBody } = options;
  // In the order of last use: the first has been idle longest.
  const sessions = new Map<string, WebStandardStreamableHTTPServerTransport>();

  const open = async (): Promise<WebStandardStreamableHTTPServerTransport> => {
    const transport = new WebStandardStreamableHTTPServerTransport({
      sessionIdGenerator: () => randomUUID(),
      maxRequestBodySize: maxBody,
      onsessioninitialized: (id) => void sessions.set(id, transport),
      onsessionclosed: (id) => void sessions.delete(id),
    });
    await createServer().connect(transport);
    const [oldest] = sessions;
    if (oldest !== undefined && sessions.size >= maxSessions) {
      sessions.delete(oldest[0]);
      await oldest[1].close();
    }
    return transport;
  };

  return {
    async fetch(request, parsedBody) {
      const id = request.headers.get("mcp-session-id");
      if (id === null) {
        if (request.method !== "POST") return refusal(400, -32_000, "A session id is needed.");
        const transport = await open();
        const response = await transport.handleRequest(request, { parsedBody });
        // Only initialize opens a session; for anything else the server was made for nothing.
        if (transport.sessionId === undefined) await transport.close();
        return response;
      }
      const transport = sessions.get(id);
      if (transport === undefined) return refusal(404, -32_001, "Session not found");
      sessions.delete(id);
      sessions.set(id, transport);
      return transport.handleRequest(request, { parsedBody });
    },
    async close() {
      await Promise.all([...sessions.values()].map((transport) => transport.close()));
      sessions.clear();
    },
  };
}
