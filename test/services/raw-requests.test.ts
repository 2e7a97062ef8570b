import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import { connect, type NetConnectOpts, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import * as fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { tapHttp } from "../../lib/cli/host/http-tap.ts";
import { recordServer } from "../../lib/lessons/03-env-config/recorded-server.ts";
import { createCrmApi } from "../../lib/services/crm/api/api.ts";
import { httpApi } from "../../lib/services/crm/api/http-api.ts";
import { serveOnLoopback } from "../../lib/services/crm/loopback.ts";
import { openCrm } from "../../lib/services/crm/server/open-crm.ts";
import { serveCrmConnection } from "../../lib/services/crm/server/serve-connection.ts";
import { serveCrmHttp } from "../../lib/services/crm/server/serve-http.ts";
import { openStore } from "../../lib/services/crm/store/store.ts";
import { serveMessagesApi } from "../../lib/services/messages-api/serve.ts";
import { createRehearsal } from "../../lib/services/rehearsal.ts";

/** The template has compiler settings of its own, so its types stay there. */
const template = join(import.meta.dirname, "..", "..", "lib", "templates", "mcp-server", "src");
const {
  serveHttp,
}: {
  serveHttp: (port: number, settings: object) => Promise<{ url: string; close: () => unknown }>;
} = await import(pathToFileURL(join(template, "http.ts")).href);
const { readSettings }: { readSettings: (env: object) => object } = await import(
  pathToFileURL(join(template, "settings.ts")).href
);

const closers: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closers.toReversed()) await close();
});

/** Another server of this machine, to which nothing may be led. */
let reached = 0;
const elsewhere = createServer((_request, response) => {
  reached += 1;
  response.end();
});
elsewhere.listen(0, "127.0.0.1");
await once(elsewhere, "listening");
closers.push(() => elsewhere.close());
const address = elsewhere.address();
const away = typeof address === "object" ? `127.0.0.1:${address?.port}` : "";

const database = openStore();
closers.push(() => database.close());
const crm = await serveCrmHttp({ env: {}, log: () => {} });
const servers = {
  "the CRM's REST API": await serveOnLoopback(httpApi(createCrmApi({ database, keys: [] }))),
  "the CRM's MCP server": crm,
  "the Messages API": await serveMessagesApi(createRehearsal({ servers: {}, onMcp: () => {} })),
  "the tap in front of a host's server": await tapHttp(new URL(crm.url), () => {}),
  "an exported server": await serveHttp(0, readSettings({})),
};
closers.push(...Object.values(servers).map((server) => () => server.close()));

const METHODS = ["GET", "POST", "HEAD", "OPTIONS", "TRACE", "CONNECT", "DELETE", "PRI", "get"];
const TARGETS = [
  "/",
  "//",
  "///x",
  "*",
  "\\",
  "/%E0%A4%A",
  "/?%",
  "/mcp",
  "/v1/messages",
  "/v1/deals/%00",
  `//${away}/mcp`,
  `http://${away}/mcp`,
  `/\\${away}/mcp`,
  `@${away}/mcp`,
  "http://",
  `/${"a".repeat(20_000)}`,
];
const HEADERS = [
  "Host: 127.0.0.1",
  "Host: somebody@127.0.0.1",
  "Host: 127.0.0.1:99999",
  "Host: [::1",
  "Host:",
  `Host: ${away}`,
  "Transfer-Encoding: chunked",
  "Content-Length: 12",
  "Content-Length: 99999999",
  "Content-Type: application/json",
  "Content-Type: \u00ff",
  "Expect: 100-continue",
  "Expect: everything",
  "Connection: upgrade\r\nUpgrade: websocket",
  "Accept: application/json, text/event-stream",
  "Mcp-Session-Id: \u0000",
  `X: ${"x".repeat(9_000)}`,
];
const BODIES = [
  "",
  "{",
  "[".repeat(20_000),
  '{"jsonrpc":"2.0"}',
  "5\r\nhello\r\n0\r\n\r\n",
  "ffffffffff\r\n",
  "\0\0",
];

const head = fc
  .tuple(
    fc.constantFrom(...METHODS),
    fc.oneof(fc.constantFrom(...TARGETS), fc.string()),
    fc.constantFrom("HTTP/1.1", "HTTP/1.0", "HTTP/2.0", ""),
    fc.uniqueArray(fc.constantFrom(...HEADERS), { maxLength: 5 }),
    fc.oneof(fc.constantFrom(...BODIES), fc.string()),
  )
  .map(([method, target, version, headers, body]) =>
    Buffer.from(
      `${method} ${target} ${version}\r\n${headers.join("\r\n")}\r\n\r\n${body}`,
      "latin1",
    ),
  );
const bytes = fc.oneof(
  head,
  fc.uint8Array({ maxLength: 200 }).map((some) => Buffer.from(some)),
);

/** What somebody sends, how much of it, and what becomes of the connection. */
const raw = fc.record({
  bytes,
  share: fc.constantFrom(1, 1, 1, 0.9, 0.5, 0.1),
  after: fc.constantFrom("stays", "ends", "leaves"),
});

const open = new Set<Socket>();
closers.push(() => open.forEach((socket) => socket.destroy()));

function send(
  to: NetConnectOpts,
  { bytes: all, share, after }: { bytes: Buffer; share: number; after: string },
): void {
  const socket = connect(to);
  open.add(socket);
  socket.on("error", () => {}).on("close", () => open.delete(socket));
  socket.resume();
  socket.write(all.subarray(0, Math.ceil(all.length * share)), () => {
    if (after === "ends") socket.end();
    if (after === "leaves") socket.destroy();
  });
}

describe.each(Object.entries(servers))("%s", (_name, { url }) => {
  const { port } = new URL(url);

  it("answers the next request, whatever came before and beside it", async () => {
    const property = fc.asyncProperty(
      fc.array(raw, { minLength: 1, maxLength: 12 }),
      async (all) => {
        for (const one of all) send({ host: "127.0.0.1", port: Number(port) }, one);
        const good = await fetch(`http://127.0.0.1:${port}/nowhere`);
        await good.body?.cancel();
        expect(good.status).toBe(404);
      },
    );
    await fc.assert(property, { numRuns: 25 });
    expect(reached).toBe(0);
  });

  it("answers beside a flood of half requests", async () => {
    const half = {
      bytes: Buffer.from("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n"),
      share: 1,
      after: "stays",
    };
    for (let sent = 0; sent < 300; sent += 1) send({ host: "127.0.0.1", port: Number(port) }, half);
    expect((await fetch(`http://127.0.0.1:${port}/nowhere`)).status).toBe(404);
  });

  it.each(["//", `//${away}/`, `http://${away}/`])("refuses %s with a status", async (target) => {
    const socket = connect(Number(port), "127.0.0.1");
    open.add(socket);
    socket.write(`GET ${target} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
    const [first]: unknown[] = await once(socket, "data");
    expect(String(first)).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(reached).toBe(0);
  });
});

/** What a client says first. */
const OPENING = `${JSON.stringify({
  jsonrpc: "2.0",
  id: 1,
  method: "initialize",
  params: {
    protocolVersion: "2025-11-25",
    capabilities: {},
    clientInfo: { name: "t", version: "1" },
  },
})}\n`;

describe("the socket of 03.4's relay", () => {
  it("serves a process, whatever others sent", async () => {
    const folder = mkdtempSync(join(tmpdir(), "raw-"));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    const own = await openCrm({ kind: "embedded" }, { log: () => {} });
    const recorded = await recordServer(
      async (_env, socket) => {
        serveCrmConnection(own.surroundings, new StdioServerTransport(socket, socket));
      },
      { folder, isForeign: false, git: () => Promise.reject(new Error("no git")) },
    );
    const [, path = ""] = recorded.args([]);
    const greeting = '{"args":[],"env":{}}\n';
    const odd = fc.record({
      bytes: fc.oneof(
        bytes,
        bytes.map((some) => Buffer.concat([Buffer.from(greeting), some])),
        fc.constant(Buffer.from(`${greeting}${"[".repeat(50_000)}\n`)),
        fc.constant(
          Buffer.from(`${greeting}${'{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n'.repeat(8)}`),
        ),
      ),
      share: fc.constantFrom(1, 0.5),
      after: fc.constantFrom("stays", "ends", "leaves"),
    });
    const property = fc
      .asyncProperty(fc.array(odd, { minLength: 1, maxLength: 6 }), async (all) => {
        for (const one of all) send({ path }, one);
        const socket = connect(path);
        open.add(socket);
        socket.write(`${greeting}${OPENING}`);
        const [first]: unknown[] = await once(socket, "data");
        expect(String(first)).toContain("serverInfo");
      })
      .afterEach(async () => {
        for (const one of open) one.destroy();
        // As after each call of an answer: so many processes are for one.
        await recorded.collect();
      });
    await fc.assert(property, { numRuns: 20 });
    await recorded.close();
    own.close();
  });

  it("holds the answers to one that reads none of them without a warning", async () => {
    const folder = mkdtempSync(join(tmpdir(), "raw-"));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    const own = await openCrm({ kind: "embedded" }, { log: () => {} });
    let theirs: Socket | undefined;
    const recorded = await recordServer(
      async (_env, socket) => {
        theirs = socket;
        serveCrmConnection(own.surroundings, new StdioServerTransport(socket, socket));
      },
      { folder, isForeign: false, git: () => Promise.reject(new Error("no git")) },
    );
    const warnings: string[] = [];
    const keep = ({ message }: Error): void => void warnings.push(message);
    process.on("warning", keep);
    const [, path = ""] = recorded.args([]);
    const asking = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n'.repeat(300);
    const deaf = connect(path);
    open.add(deaf);
    deaf.on("error", () => {}).pause();
    deaf.write(`{"args":[],"env":{}}\n${OPENING}${asking}`);
    await expect.poll(() => theirs?.listenerCount("drain") ?? 0).toBeGreaterThan(50);
    process.off("warning", keep);
    expect(warnings).toEqual([]);
    deaf.destroy();
    await recorded.collect();
    await recorded.close();
    own.close();
  });
});
