import assert from "node:assert/strict";
import { request } from "node:http";
import { test } from "node:test";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { OAuthError, OAuthErrorCode, requireBearerAuth } from "@modelcontextprotocol/server";
import type { Authorize } from "../src/authorize.ts";
import { resources } from "../src/catalog.ts";
import { serveHttp } from "../src/http.ts";
import { StartError } from "../src/start-error.ts";
import { settings } from "./call.ts";

type Served = Awaited<ReturnType<typeof serveHttp>>;

/** Serves for as long as `use` takes. */
async function serving(use: (served: Served) => Promise<void>, allow?: Authorize): Promise<void> {
  const served = await serveHttp(0, settings, allow);
  try {
    await use(served);
  } finally {
    await served.close();
  }
}

interface Sent {
  method?: string;
  /** As it is written into the request, however odd. */
  path?: string;
  headers?: Record<string, string>;
}

/** The status of a reply. */
function statusOf({ url }: Served, { method = "POST", path = "/mcp", headers = {} }: Sent) {
  const { hostname, port } = new URL(url);
  return new Promise<number | undefined>((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers }, (reply) => {
      reply.resume();
      resolve(reply.statusCode);
    });
    sent.on("error", reject);
    sent.end();
  });
}

test("a request that is none of MCP's is refused, and the server goes on", async () => {
  await serving(async (served) => {
    const refused: [status: number, sent: Sent][] = [
      [404, { method: "GET", path: "//" }],
      [404, { path: "/%E0%A4%A" }],
      [404, { method: "OPTIONS", path: "*" }],
      [405, { method: "GET" }],
      [405, { method: "TRACE" }],
      [403, { headers: { host: "evil.example" } }],
      [403, { headers: { origin: "https://evil.example" } }],
      [403, { headers: { origin: "null" } }],
      [400, { headers: { host: "somebody@127.0.0.1" } }],
      [415, { headers: { "content-type": "text/plain" } }],
      [413, { headers: { "content-type": "application/json", "content-length": "99999999" } }],
    ];
    for (const [status, sent] of refused) {
      assert.equal(await statusOf(served, sent), status, JSON.stringify(sent));
    }
    const client = new Client({ name: "test", version: "0.1.0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(served.url)));
    await client.listTools();
    await client.close();
  });
});

test("a port that is taken is named, with how to choose another", async () => {
  await serving(async ({ url }) => {
    const port = Number(new URL(url).port);
    await assert.rejects(
      serveHttp(port, settings),
      (error) =>
        error instanceof StartError &&
        error.message.includes("Port " + port + " ") &&
        error.message.includes("npm start -- --port "),
    );
  });
});

/** Knows one token, which may do nothing. */
const narrow: Authorize = (asked, { resourceMetadataUrl }) =>
  requireBearerAuth({
    verifier: {
      async verifyAccessToken(token) {
        if (token !== "known") throw new OAuthError(OAuthErrorCode.InvalidToken, "Unknown token");
        return { token, clientId: "test", scopes: [], expiresAt: Date.now() / 1000 + 60 };
      },
    },
    resourceMetadataUrl,
  })(asked);

test("authorize refuses with MCP's own signals", async () => {
  await serving(async ({ url }) => {
    const read = (uri: string, headers: Record<string, string>) =>
      fetch(url, {
        method: "POST",
        headers: {
          "content-type": "application/json",
          accept: "application/json, text/event-stream",
          ...headers,
        },
        body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "resources/read", params: { uri } }),
      });
    const unknown = await read("nowhere://nothing", {});
    const challenge = unknown.headers.get("www-authenticate") ?? "";
    const metadata = /resource_metadata="([^"]+)"/.exec(challenge)?.[1] ?? "";
    assert.deepEqual([unknown.status, challenge.startsWith("Bearer ")], [401, true]);
    const about: unknown = await (await fetch(metadata)).json();
    assert.equal(typeof about === "object" && about && Reflect.get(about, "resource"), url);

    for (const { uri } of resources.filter((one) => !one.uri.includes("{"))) {
      const lacking = await read(uri, { authorization: "Bearer known" });
      assert.equal(lacking.status, 403);
      assert.match(
        lacking.headers.get("www-authenticate") ?? "",
        /error="insufficient_scope".*scope="[^"]+"/,
      );
    }
  }, narrow);
});
