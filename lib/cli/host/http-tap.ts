import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { safeParseJson } from "../../base/json.ts";
import { addressBelow } from "../../base/request-address.ts";
import { answerIn, requestIn } from "../../wire/record-connection.ts";
import type { Passed } from "./asked.ts";

/** A tap in front of a server that is reached over HTTP. */
export interface HttpTap {
  /** What the config gets in place of the server's own address. */
  url: string;
  close(): Promise<void>;
}

/** Belong to one connection, or are made again for the next one. */
const OF_CONNECTION = new Set(
  "connection content-encoding content-length expect host keep-alive transfer-encoding upgrade".split(
    " ",
  ),
);

/**
 * Listens on 127.0.0.1 and passes every request on to a server: its headers, with the keys in them, go
 * there and nowhere else. Redirects are passed back, not followed.
 *
 * @param note told of every message that passed
 */
export async function tapHttp(target: URL, note: (passed: Passed) => void): Promise<HttpTap> {
  const listener = createServer((incoming, outgoing) => {
    pass(target, incoming, outgoing, note).catch(() => outgoing.destroy());
  });
  listener.listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}${target.pathname}${target.search}`,
    async close() {
      listener.close();
      listener.closeAllConnections();
      await once(listener, "close").catch(() => {});
    },
  };
}

async function pass(
  target: URL,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  note: (passed: Passed) => void,
): Promise<void> {
  const address = addressBelow(target.origin, incoming.url ?? "/");
  const body = await bodyOf(incoming);
  if (address === undefined || body === undefined) {
    outgoing.writeHead(address === undefined ? 400 : 413, { connection: "close" }).end();
    return;
  }
  const asked = body.toString("utf8");
  if (body.length > 0) note({ from: "host", text: asked });
  const gone = new AbortController();
  outgoing.on("close", () => gone.abort());
  let response: Response;
  try {
    response = await fetch(address, {
      method: incoming.method ?? "GET",
      headers: headersOf(incoming),
      redirect: "manual",
      signal: gone.signal,
      ...(body.length > 0 ? { body } : {}),
    });
  } catch (error) {
    if (!gone.signal.aborted) noteFailure(asked, 0, reasonOf(error), note);
    outgoing.writeHead(502).end();
    return;
  }
  const headers = [...response.headers].filter(([name]) => !OF_CONNECTION.has(name));
  outgoing.writeHead(response.status, Object.fromEntries(headers));
  const events = response.headers.get("content-type")?.startsWith("text/event-stream") === true;
  let rest = "";
  const decoder = new TextDecoder();
  for await (const bytes of response.body ?? []) {
    rest += decoder.decode(bytes, { stream: true });
    const lines = events ? rest.split("\n") : [rest];
    rest = lines.pop() ?? "";
    for (const line of lines) {
      if (line.startsWith("data:")) note({ from: "server", text: line.slice("data:".length) });
    }
    outgoing.write(bytes);
  }
  if (response.status >= 400 && answerIn(safeParseJson(rest)) === undefined) {
    noteFailure(asked, response.status, `HTTP ${response.status} ${response.statusText}`, note);
  } else if (!events && rest !== "") {
    note({ from: "server", text: rest });
  }
  outgoing.end();
}

/** More than any MCP message, in bytes. */
const MAX_BODY = 16_000_000;

/** Undefined for a body that is too large. */
async function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    length += bytes.length;
    if (length > MAX_BODY) return undefined;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
}

/** An answer that is none of the protocol's: the code is HTTP's, or 0 where nothing came. */
function noteFailure(
  asked: string,
  code: number,
  message: string,
  note: (passed: Passed) => void,
): void {
  const request = requestIn(safeParseJson(asked));
  if (request === undefined) return;
  const answer = { jsonrpc: "2.0", id: request.id, error: { code, message: message.trim() } };
  note({ from: "server", text: JSON.stringify(answer) });
}

function headersOf({ headers }: IncomingMessage): [string, string][] {
  return Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined || OF_CONNECTION.has(name) ? [] : [[name, String(value)]],
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
