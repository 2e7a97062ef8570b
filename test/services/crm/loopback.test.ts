import { createServer } from "node:http";
import { once } from "node:events";
import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { serveOnLoopback } from "../../../lib/services/crm/loopback.ts";
import { attempt } from "../../../lib/services/crm/server/attempt.ts";
import { httpBackend } from "../../../lib/services/crm/server/http-backend.ts";
import { serveCrmHttp } from "../../../lib/services/crm/server/serve-http.ts";
import * as shapes from "../../../lib/services/crm/api/shapes.ts";
import { later } from "./server/crm-clients.ts";

const ask = (baseUrl: string) =>
  attempt(httpBackend(baseUrl, "a-key-for-the-test"), request, 60_000);

const request = { method: "GET", path: "/deals/dl-0001", shape: shapes.deal } as const;

/** What comes first over a bare socket, for a request line and headers. */
async function firstBytes(url: string, head: string): Promise<string> {
  const { port, host } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  later(() => socket.destroy());
  socket.write(`${head}\r\nhost: ${host}\r\n\r\n`);
  const [bytes]: unknown[] = await once(socket, "data");
  return String(bytes);
}

describe("a server on loopback", () => {
  it("says that a port is in use", async () => {
    const first = await serveOnLoopback(async () => new Response("ok"));
    later(() => first.close());
    const port = Number(new URL(first.url).port);
    const error = expect.objectContaining({
      code: "port-in-use",
      message: expect.stringContaining(String(port)),
    });
    await expect(serveOnLoopback(async () => new Response("ok"), port)).rejects.toThrow(error);
    await expect(serveCrmHttp({ env: {}, port, log: () => {} })).rejects.toThrow(error);
  });

  it("listens on this machine only", async () => {
    const server = await serveOnLoopback(async () => new Response("ok"));
    later(() => server.close());
    expect(new URL(server.url).hostname).toBe("127.0.0.1");
    expect((await fetch(server.url)).status).toBe(200);
    const url = server.url.replace("127.0.0.1", "localhost");
    expect((await fetch(url)).status).toBe(200);
  });

  it("sends the headers of a stream before its first event", async () => {
    const server = await serveOnLoopback(
      async () =>
        new Response(new ReadableStream(), { headers: { "content-type": "text/event-stream" } }),
    );
    later(() => server.close());
    expect(await firstBytes(server.url, "GET / HTTP/1.1")).toMatch(
      /^HTTP\/1\.1 200 OK\r\ncontent-type: text\/event-stream\r\n/,
    );
  });

  it("sends the headers of the stream that a client opens by GET at once", async () => {
    const crm = await serveCrmHttp({ env: {}, log: () => {} });
    later(() => crm.close());
    const opened = await fetch(crm.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
      },
      body: JSON.stringify({
        jsonrpc: "2.0",
        id: 1,
        method: "initialize",
        params: {
          protocolVersion: "2025-11-25",
          capabilities: {},
          clientInfo: { name: "test", version: "1" },
        },
      }),
    });
    await opened.text();
    const session = opened.headers.get("mcp-session-id") ?? "";
    const asked = `GET /mcp HTTP/1.1\r\naccept: text/event-stream\r\nmcp-session-id: ${session}`;
    expect(await firstBytes(crm.url, asked)).toMatch(
      /^HTTP\/1\.1 200 OK\r\n[\s\S]*text\/event-stream/,
    );
  });

  it("tells the handler when the client leaves", async () => {
    const leave = new AbortController();
    const left = new Promise((resolve) => {
      void serveOnLoopback(async ({ signal }) => {
        signal.addEventListener("abort", () => resolve("left"));
        leave.abort();
        return new Promise(() => {});
      }).then((server) => {
        later(() => server.close());
        return fetch(server.url, { signal: leave.signal }).catch(() => {});
      });
    });
    expect(await left).toBe("left");
  });
});

describe("a backend that is not what it should be", () => {
  it("is not followed elsewhere with the key", async () => {
    const seen: (string | undefined)[] = [];
    const elsewhere = createServer((incoming, outgoing) => {
      seen.push(incoming.headers.authorization);
      outgoing.end("{}");
    });
    elsewhere.listen(0, "127.0.0.1");
    await once(elsewhere, "listening");
    later(() => elsewhere.close());
    const address = elsewhere.address();
    const port = typeof address === "object" ? address?.port : 0;
    const server = await serveOnLoopback(async () =>
      Response.redirect(`http://127.0.0.1:${port}/v1/deals/dl-0001`, 302),
    );
    later(() => server.close());
    expect(await ask(server.url)).toMatchObject({
      status: "failed",
      failure: { kind: "unreachable" },
    });
    expect(seen).toEqual([]);
  });

  it.each([
    ["more than any reply", () => "x".repeat(5_000_000)],
    ["HTML", () => "<html>"],
    ["JSON of another kind", () => '{"id":1}'],
    ["nothing", () => ""],
  ])("that answers with %s gives a bad reply", async (_, body) => {
    const server = await serveOnLoopback(async () => new Response(body()));
    later(() => server.close());
    expect(await ask(server.url)).toMatchObject({
      status: "failed",
      failure: { kind: "bad-reply" },
    });
  });
});
