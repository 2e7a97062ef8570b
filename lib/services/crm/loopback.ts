import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { localhostHostValidation, localhostOriginValidation } from "@modelcontextprotocol/node";
import { LabError } from "../../base/lab-error.ts";
import { addressBelow } from "../../base/request-address.ts";

/** A server on 127.0.0.1. */
export interface LoopbackServer {
  /** Such as http://127.0.0.1:4321, without a slash at the end. */
  url: string;
  /** Ends open connections and frees the port. */
  close: () => Promise<void>;
}

/**
 * Serves `answer` on 127.0.0.1 and lets through only requests whose Host and Origin are this
 * machine's, so that no web page can reach it by rebinding a name. Port 0 takes a free one.
 * `Response.error()` becomes a connection cut off; the request's signal aborts when the client
 * leaves. Bodies are bounded by `answer`. Throws LabError `port-in-use`.
 */
export async function serveOnLoopback(
  answer: (request: Request) => Promise<Response>,
  port = 0,
): Promise<LoopbackServer> {
  const hostAllowed = localhostHostValidation();
  const originAllowed = localhostOriginValidation();
  const server = createServer((incoming, outgoing) => {
    if (!hostAllowed(incoming, outgoing) || !originAllowed(incoming, outgoing)) return;
    exchange(answer, incoming, outgoing).catch(() => outgoing.destroy());
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

async function exchange(
  answer: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const left = new AbortController();
  outgoing.on("close", () => left.abort());
  const request = webRequest(incoming, left.signal);
  if (request === undefined) {
    outgoing.writeHead(400, { connection: "close" }).end();
    return;
  }
  const reply = await answer(request);
  if (reply.type === "error") {
    outgoing.destroy();
    return;
  }
  outgoing.writeHead(reply.status, Object.fromEntries(reply.headers));
  // Node sends them with the first byte of the body, and a stream of events may have none for long.
  outgoing.flushHeaders();
  if (reply.body === null) outgoing.end();
  else await pipeline(reply.body, outgoing);
}

/** Undefined for what the platform has no request for, such as TRACE, or a Host with a user in it. */
function webRequest(incoming: IncomingMessage, signal: AbortSignal): Request | undefined {
  const { method = "GET", url = "/" } = incoming;
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value));
  const address = addressBelow(`http://${headers.get("host") ?? "127.0.0.1"}`, url);
  if (address === undefined || address.username !== "" || /^(?:CONNECT|TRACE|TRACK)$/i.test(method))
    return undefined;
  const hasBody = method !== "GET" && method !== "HEAD";
  // An object and no more: the types of a page, which are checked as well, know another stream.
  const body: object = hasBody ? { body: Readable.toWeb(incoming), duplex: "half" } : {};
  return new Request(address, { method, headers, signal, ...body });
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
