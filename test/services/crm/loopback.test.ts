import { createServer } from "node:http";
import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { serveOnLoopback } from "../../../lib/services/crm/loopback.ts";
import { attempt } from "../../../lib/services/crm/server/attempt.ts";
import { httpBackend } from "../../../lib/services/crm/server/http-backend.ts";
import { serveCrmHttp } from "../../../lib/services/crm/server/serve-http.ts";
import * as shapes from "../../../lib/services/crm/api/shapes.ts";
import { later } from "./server/crm-clients.ts";

const ask = (baseUrl: string) =>
  attempt(httpBackend(baseUrl, "a-key-for-the-test"), request, 2_000);

const request = { method: "GET", path: "/deals/dl-0001", shape: shapes.deal } as const;

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
