import { createServer as createHttpServer, type IncomingMessage, type Server } from "node:http";
import {
  localhostHostValidation,
  localhostOriginValidation,
  toNodeHandler,
} from "@modelcontextprotocol/node";
import {
  createMcpHandler,
  getOAuthProtectedResourceMetadataUrl,
} from "@modelcontextprotocol/server";
import { authorizationServers, type Authorize, authorize, scopeOf } from "./authorize.ts";
import { resources, type Settings } from "./catalog.ts";
import { log } from "./log.ts";
import { createServer } from "./server.ts";
import { StartError } from "./start-error.ts";
import { registerTools } from "./tools.ts";

/** The only address that it listens on. */
const LOOPBACK = "127.0.0.1";

/** The largest body of a request, in bytes. */
const MAX_BODY = 1_000_000;

/** How one path is answered. */
interface Endpoint {
  method: "GET" | "POST";
  handle: ReturnType<typeof toNodeHandler>;
}

/**
 * Serves over Streamable HTTP on 127.0.0.1, under /mcp, and answers only requests whose Host and Origin
 * are this machine's, so that no web page can reach it by rebinding a name. Port 0 takes a free one.
 * Each request has a server of its own: a client of the 2025 revisions cancels a call by leaving.
 * @param allow who may call: authorize.ts, unless a test says otherwise
 * @throws StartError where the port cannot be had
 */
export async function serveHttp(
  port: number,
  settings: Settings,
  allow: Authorize = authorize,
): Promise<{ url: string; close: () => Promise<void> }> {
  const http = createHttpServer();
  const url = "http://" + LOOPBACK + ":" + (await listen(http, port)) + "/mcp";
  const mcp = createMcpHandler(() => createServer(settings), {
    maxRequestBodySize: MAX_BODY,
    onerror: ({ message }) => log(message),
  });
  answerWith(http, endpoints(new URL(url), mcp.fetch, settings, allow));
  return {
    url,
    close: async () => {
      http.close();
      http.closeAllConnections();
      await mcp.close();
    },
  };
}

function endpoints(
  url: URL,
  mcp: ReturnType<typeof createMcpHandler>["fetch"],
  settings: Settings,
  allow: Authorize,
): Map<string, Endpoint> {
  const resourceMetadataUrl = getOAuthProtectedResourceMetadataUrl(url);
  const call = async (request: Request): Promise<Response> => {
    const caller = await allow(request, { settings, resourceMetadataUrl });
    if (caller instanceof Response) return caller;
    return mcp(request, caller === undefined ? {} : { authInfo: caller });
  };
  const metadata = async (): Promise<Response> =>
    Response.json({
      resource: url.href,
      authorization_servers: authorizationServers,
      scopes_supported: scopes(),
      bearer_methods_supported: ["header"],
    });
  return new Map<string, Endpoint>([
    [url.pathname, { method: "POST", handle: handlerOf(call) }],
    [new URL(resourceMetadataUrl).pathname, { method: "GET", handle: handlerOf(metadata) }],
  ]);
}

const handlerOf = (fetch: (request: Request) => Promise<Response>) =>
  toNodeHandler(
    { fetch },
    { maxRequestBodySize: MAX_BODY, onerror: ({ message }) => log(message) },
  );

/** The scopes that tools and Resources ask for, each once. */
function scopes(): string[] {
  const permissions = new Set(resources.map(({ permission }) => permission));
  registerTools(({ permission }) => void permissions.add(permission));
  return [...permissions].map(scopeOf);
}

function answerWith(http: Server, known: Map<string, Endpoint>): void {
  const hostAllowed = localhostHostValidation();
  const originAllowed = localhostOriginValidation();
  http.on("request", (request, response) => {
    if (!hostAllowed(request, response) || !originAllowed(request, response)) return;
    const refuse = (status: number, headers: Record<string, string> = {}) =>
      response.writeHead(status, { connection: "close", ...headers }).end();
    // A target is whatever somebody sent, such as // or *: it is compared before it is read as a URL.
    const endpoint = known.get(request.url?.split("?", 1)[0] ?? "");
    if (endpoint === undefined) return refuse(404);
    if (request.method !== endpoint.method) return refuse(405, { allow: endpoint.method });
    if (!hasPlainHost(request)) return refuse(400);
    endpoint.handle(request, response).catch((error: unknown) => {
      log(String(error));
      response.destroy();
    });
  });
}

/** Whether the Host is a name and a port, and no more of an address, such as a user. */
const hasPlainHost = ({ headers }: IncomingMessage): boolean =>
  /^[\w.[\]:-]+$/.test(headers.host ?? "");

function listen(http: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once("error", (error: NodeJS.ErrnoException) => reject(startError(error, port)));
    http.listen(port, LOOPBACK, () => {
      const address = http.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function startError({ code, message }: NodeJS.ErrnoException, port: number): StartError {
  const what =
    code === "EADDRINUSE"
      ? "Port " + port + " of this machine is taken by another program."
      : "The server cannot listen on port " + port + ": " + (code ?? message) + ".";
  const other = port < 65_535 ? port + 1 : port - 1;
  return new StartError(what + " Choose another one: npm start -- --port " + other);
}
