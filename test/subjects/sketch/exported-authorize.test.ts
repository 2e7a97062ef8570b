import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildExport,
  compileExport,
  folderForExport,
  serveExport,
  type ServedExport,
} from "./exported.ts";
import { observatory } from "./own-sketch.ts";

/** What the comment in authorize.ts says to write, with a list of tokens in place of an issuer. */
const AUTHORIZE = `
import { OAuthError, OAuthErrorCode, requireBearerAuth } from "@modelcontextprotocol/server";

const scopes: Record<string, string[]> = { guest: ["sky:read"], member: ["sky:read", "bookings:create"] };

const verifyAccessToken = async (token: string): Promise<AuthInfo> => {
  const known = scopes[token];
  if (known === undefined) throw new OAuthError(OAuthErrorCode.InvalidToken, "Unknown token");
  return { token, clientId: token, scopes: known, expiresAt: Date.now() / 1000 + 60 };
};

export const authorize: Authorize = async (request, gate) =>
  requireBearerAuth({
    verifier: { verifyAccessToken },
    resourceMetadataUrl: gate.resourceMetadataUrl,
  })(request);
`;

const challengeOf = (reply: Response): string => reply.headers.get("www-authenticate") ?? "";

describe("an export whose authorize is written", () => {
  const { folder, remove } = folderForExport();
  let served: ServedExport;

  beforeAll(async () => {
    await buildExport(observatory, folder);
    const change = (path: string, from: string | RegExp, to: string): void => {
      const source = readFileSync(join(folder, path), "utf8");
      const changed = source.replace(from, () => to);
      expect(changed).not.toBe(source);
      writeFileSync(join(folder, path), changed);
    };
    change("src/authorize.ts", /^export const authorize: .*$/m, AUTHORIZE);
    change(
      "src/authorize.ts",
      "readonly string[] = []",
      'readonly string[] = ["https://in.example"]',
    );
    const stub = /throw new Error\(.*\);/;
    change("src/tools/reserve.ts", stub, "return { by: _context.caller?.clientId };");
    await compileExport(folder);
    served = await serveExport(folder);
  });
  afterAll(() => {
    served.close();
    remove();
  });

  const ask = (method: string, params: object, token?: string): Promise<Response> =>
    fetch(served.url, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        accept: "application/json, text/event-stream",
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method, params }),
    });

  const booking = {
    name: "reserve",
    arguments: { telescope: "t", request_id: "wish-1" },
  };

  it.each([
    ["nobody", undefined],
    ["somebody unknown", "stranger"],
  ])("answers %s with 401, and where to ask for a token", async (_who, token) => {
    const reply = await ask("tools/list", {}, token);
    const metadata = served.url.replace("/mcp", "/.well-known/oauth-protected-resource/mcp");
    expect(reply.status).toBe(401);
    expect(challengeOf(reply)).toMatch(/^Bearer error="invalid_token"/);
    expect(challengeOf(reply)).toContain(`resource_metadata="${metadata}"`);
    expect(await (await fetch(metadata)).json()).toEqual({
      resource: served.url,
      authorization_servers: ["https://in.example"],
      scopes_supported: ["sky:read", "bookings:create"],
      bearer_methods_supported: ["header"],
    });
  });

  it("answers 403 insufficient_scope with the permission that the sketch names", async () => {
    const reply = await ask("tools/call", booking, "guest");
    expect([reply.status, challengeOf(reply)]).toEqual([
      403,
      expect.stringMatching(/error="insufficient_scope".*scope="bookings:create"/),
    ]);
    const read = await ask("resources/read", { uri: "sky://telescopes" }, "guest");
    expect(read.status).toBe(200);
  });

  it.each(["2025-11-25", "2026-07-28"])("tells handlers who calls, on %s", async (revision) => {
    const client = new Client(
      { name: "test", version: "1" },
      revision === "2026-07-28" ? { versionNegotiation: { mode: { pin: revision } } } : {},
    );
    const requestInit = { headers: { authorization: "Bearer member" } };
    await client.connect(new StreamableHTTPClientTransport(new URL(served.url), { requestInit }));
    const { structuredContent } = await client.callTool(booking);
    expect(structuredContent).toEqual({ by: "member" });
    await client.close();
  });
});
