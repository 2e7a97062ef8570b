import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { LabError } from "../../base/lab-error.ts";
import { addressBelow } from "../../base/request-address.ts";
import { ApiError, errorResponse, ownWording } from "./api-error.ts";

/** A server that listens. */
export interface Served {
  /** Base address, such as `http://127.0.0.1:4010`. */
  url: string;
  /** Ends all connections and stops listening. */
  close: () => Promise<void>;
}

const LOOPBACK = "127.0.0.1";
const LOCAL_HOST = /^(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;
const LOCAL_ORIGIN = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?$/;

/**
 * Serves an emulated Messages API on 127.0.0.1, for curl and for any SDK that takes a base address.
 * Requests under a foreign Host, or from a page of a foreign origin, are refused.
 * @param port 0 for any free port
 * @throws LabError `port-in-use` when another program listens there, `cannot-listen` otherwise
 */
export async function serveMessagesApi(
  api: (request: Request) => Promise<Response>,
  port = 0,
): Promise<Served> {
  const server = createServer((incoming, outgoing) => {
    answer(api, incoming, outgoing).catch(() => outgoing.destroy());
  });
  const url = `http://${LOOPBACK}:${await listen(server, port)}`;
  return {
    url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        new LabError(taken ? "port-in-use" : "cannot-listen", {
          what: taken
            ? `Another program listens on port ${port}.`
            : `The emulator cannot listen on port ${port}: ${error.code ?? error.message}.`,
          remedy: `Choose another one, such as --port ${port < 65_535 ? port + 1 : port - 1}.`,
          cause: error,
        }),
      );
    });
    server.listen(port, LOOPBACK, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

async function answer(
  api: (request: Request) => Promise<Response>,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = isLocal(incoming) ? requestOf(incoming) : NOT_LOCAL;
  const response =
    request instanceof ApiError
      ? errorResponse(request, "req_rehearsal_refused")
      : await api(request);
  outgoing.writeHead(response.status, Object.fromEntries(response.headers));
  if (response.body === null) {
    outgoing.end();
    return;
  }
  await pipeline(Readable.fromWeb(response.body), outgoing);
}

/** Against pages of other sites, whose requests carry their own name or origin. */
function isLocal({ headers }: IncomingMessage): boolean {
  return (
    LOCAL_HOST.test(headers.host ?? "") &&
    (headers.origin === undefined || LOCAL_ORIGIN.test(headers.origin))
  );
}

const NOT_LOCAL = new ApiError(
  403,
  ownWording("Only programs on this machine may call the rehearsal."),
);
const NO_REQUEST = new ApiError(400, ownWording("This is no request that a client sends."));

function requestOf(incoming: IncomingMessage): Request | ApiError {
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(", ") : value);
  }
  const method = incoming.method ?? "GET";
  const url = addressBelow(`http://${LOOPBACK}`, incoming.url ?? "/");
  if (url === undefined || /^(?:CONNECT|TRACE|TRACK)$/i.test(method)) return NO_REQUEST;
  if (method === "GET" || method === "HEAD") return new Request(url, { method, headers });
  return new Request(url, { method, headers, body: Readable.toWeb(incoming), duplex: "half" });
}
