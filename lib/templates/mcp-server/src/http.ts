import { createServer as createHttpServer } from "node:http";
import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from "@modelcontextprotocol/node";
import { createMcpHandler } from "@modelcontextprotocol/server";
import { createServer } from "./server.ts";

const MAX_BODY = 1_000_000;

/**
 * Serves over Streamable HTTP on 127.0.0.1, under /mcp, and answers only requests whose Host and Origin
 * are this machine's, so that no web page can reach it by rebinding a name. Port 0 takes a free one.
 */
export async function serveHttp(port: number): Promise<{ url: string; close: () => void }> {
  const handler = createMcpHandler(createServer, {
    maxRequestBodySize: MAX_BODY,
    onerror: (error) => console.error(error.message),
  });
  const handle = toNodeHandler(handler);
  const hostAllowed = localhostHostValidation();
  const originAllowed = localhostOriginValidation();
  const http = createHttpServer((request, response) => {
    if (!hostAllowed(request, response) || !originAllowed(request, response)) return;
    const path = new URL(request.url ?? "/", "http://127.0.0.1").pathname;
    if (path === "/mcp") void handle(request, response);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, "127.0.0.1", resolve);
  });
  const address = http.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  const close = () => {
    http.close();
    http.closeAllConnections();
  };
  return { url: "http://127.0.0.1:" + bound + "/mcp", close };
}
