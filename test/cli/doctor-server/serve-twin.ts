import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { once } from "node:events";
import { text as bodyOf } from "node:stream/consumers";
import { onTestFinished } from "vitest";
import { answerOf, type Twin } from "./twin.ts";

/** How a twin listens. */
export interface Listening {
  checksHost?: boolean;
  checksOrigin?: boolean;
  /** What GET gets; `silence`: no headers. */
  stream?: 405 | "silence";
  /** Refuses everybody, with this header or without. */
  refuses?: { status: 401 | 403; challenge?: string };
  /** What every request gets: the body, or events without end, which are no answer. */
  garbage?: string;
}

const OWN = /^(127\.0\.0\.1|localhost)(:\d+)?$/;

/** Serves a twin on 127.0.0.1 until the running test is over, and returns its address. */
export async function serveTwin(twin: Twin, listening: Listening = {}): Promise<string> {
  const { checksHost = true, checksOrigin = true } = listening;
  const server = createServer((incoming, outgoing) => {
    const { host = "", origin } = incoming.headers;
    const isForeign =
      (checksHost && !OWN.test(host)) ||
      (checksOrigin && origin !== undefined && !OWN.test(origin.replace("http://", "")));
    if (isForeign) {
      outgoing.writeHead(403).end();
      return;
    }
    void exchange(twin, listening, incoming, outgoing);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `http://127.0.0.1:${address.port}/mcp`;
}

async function exchange(
  twin: Twin,
  { stream = 405, refuses, garbage }: Listening,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  if (refuses !== undefined) {
    const { status, challenge } = refuses;
    outgoing.writeHead(status, challenge === undefined ? {} : { "www-authenticate": challenge });
    outgoing.end();
    return;
  }
  if (incoming.method !== "POST") {
    if (stream === 405) outgoing.writeHead(405).end();
    return;
  }
  const message = JSON.parse(await bodyOf(incoming));
  if (garbage === "events") {
    outgoing.writeHead(200, { "content-type": "text/event-stream" });
    const tick = setInterval(() => outgoing.write(": still here\n\n"), 20);
    outgoing.on("close", () => clearInterval(tick));
    return;
  }
  if (garbage !== undefined) {
    outgoing.writeHead(200, { "content-type": "text/html" }).end(garbage);
    return;
  }
  const answer = answerOf(twin, message);
  if (answer === "silence") return;
  if (answer === "hang-up") {
    outgoing.destroy();
    return;
  }
  if (answer === undefined) {
    outgoing.writeHead(202).end();
    return;
  }
  outgoing.writeHead(200, { "content-type": "application/json" });
  outgoing.end(JSON.stringify({ jsonrpc: "2.0", id: message.id, ...answer }));
}
