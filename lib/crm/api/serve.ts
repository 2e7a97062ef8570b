import { Readable } from "node:stream";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { localhostHostValidation, localhostOriginValidation } from "@modelcontextprotocol/node";
import { LabError } from "../../lab-error.ts";

/** A server on 127.0.0.1. */
export interface LoopbackServer {
  /** Such as http://127.0.0.1:4321, without a slash at the end. */
  url: string;
  /** Ends open connections and frees the port. */
  close: () => Promise<void>;
}

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Listens on 127.0.0.1 and lets through only requests whose Host and Origin are this machine's, so
 * that no web page can reach it by rebinding a name. Port 0 takes a free one. Throws LabError
 * `port-in-use`.
 */
export async function listenOnLoopback(port: number, handle: Handler): Promise<LoopbackServer> {
  const hostAllowed = localhostHostValidation();
  const originAllowed = localhostOriginValidation();
  const server = createServer((request, response) => {
    if (!hostAllowed(request, response) || !originAllowed(request, response)) return;
    handle(request, response).catch(() => response.destroy());
  });
  await listen(server, port);
  const address = server.address();
  const bound = typeof address === "object" && address !== null ? address.port : port;
  return {
    url: `http://127.0.0.1:${bound}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      reject(error.code === "EADDRINUSE" ? portInUse(port, error) : error);
    });
    server.listen(port, "127.0.0.1", resolve);
  });
}

const portInUse = (port: number, cause: unknown): LabError =>
  new LabError("port-in-use", {
    what: `Port ${port} of this machine is in use.`,
    remedy: "End the program that uses it, or choose another port.",
    cause,
  });

/** Serves the REST API on 127.0.0.1. `Response.error()` becomes a connection cut off. */
export function serveCrmApi(
  api: (request: Request) => Promise<Response>,
  port = 0,
): Promise<LoopbackServer> {
  return listenOnLoopback(port, async (incoming, outgoing) => {
    const left = new AbortController();
    outgoing.on("close", () => left.abort());
    const reply = await api(webRequest(incoming, left.signal));
    if (reply.type === "error") {
      outgoing.destroy();
      return;
    }
    outgoing.writeHead(reply.status, Object.fromEntries(reply.headers));
    outgoing.end(Buffer.from(await reply.arrayBuffer()));
  });
}

/** The request as the web standard has it; its body is read, and bounded, by who handles it. */
function webRequest(incoming: IncomingMessage, signal: AbortSignal): Request {
  const { method = "GET", url = "/" } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const hasBody = method !== "GET" && method !== "HEAD";
  const body = hasBody ? Readable.toWeb(incoming) : null;
  return new Request(`http://127.0.0.1${url}`, { method, headers, body, signal, duplex: "half" });
}
