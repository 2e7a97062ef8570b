import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { observatory } from "./own-sketch.ts";
import {
  buildExport,
  folderForExport,
  runExport,
  serveExport,
  type ServedExport,
} from "./exported.ts";

const { folder, remove } = folderForExport();
beforeAll(() => buildExport(observatory, folder));
afterAll(remove);

const listing = { jsonrpc: "2.0", id: 1, method: "tools/list", params: {} };
const calling = (args: unknown): object => ({
  jsonrpc: "2.0",
  id: 1,
  method: "tools/call",
  params: { name: "plan_night", arguments: args },
});
const deep = `{"jsonrpc":"2.0","id":1,"method":"tools/list","params":${'{"a":'.repeat(100_000)}1${"}".repeat(100_000)}}`;

const statusOf = (answer: string): number => Number(/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1] ?? 0);

const head = (line: string, ...headers: string[]): string =>
  [`${line} HTTP/1.1`, ...headers, "", ""].join("\r\n");

const HOST = "Host: 127.0.0.1";
const JSON_IN = "Content-Type: application/json";
const ACCEPT = "Accept: application/json, text/event-stream";

const post = (body: string | Buffer, ...headers: string[]): Buffer => {
  const length = `Content-Length: ${Buffer.byteLength(body)}`;
  const start = head("POST /mcp", HOST, JSON_IN, ACCEPT, length, ...headers);
  return Buffer.concat([Buffer.from(start), Buffer.from(body)]);
};

const CHUNKED = head("POST /mcp", HOST, JSON_IN, ACCEPT, "Transfer-Encoding: chunked");

describe("the HTTP server of an export", () => {
  let served: ServedExport;
  beforeAll(async () => {
    served = await serveExport(folder);
  });
  afterAll(() => served.close());

  /** The first bytes that come back for these, "" where the connection ends without. */
  const reply = async (bytes: string | Buffer): Promise<string> => {
    const socket = connect(Number(new URL(served.url).port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write(bytes);
    const first = Promise.race([once(socket, "data"), once(socket, "close")]);
    const [data]: unknown[] = await first;
    socket.destroy();
    return Buffer.isBuffer(data) ? data.toString() : "";
  };

  const goesOn = async (): Promise<boolean> =>
    statusOf(await reply(post(JSON.stringify(listing)))) === 200;

  it.each<[name: string, bytes: string | Buffer, status: number]>([
    ["the target //", head("GET //", HOST), 404],
    ["the target ///", head("POST ///", HOST), 404],
    ["the target *", head("OPTIONS *", HOST), 404],
    ["a target that is a scheme", head("GET http://", HOST), 404],
    ["a target of another server", head("GET http://evil.example/mcp", HOST), 404],
    ["a target that is no UTF-8", head("GET /%E0%A4%A", HOST), 404],
    ["a target beside", head("POST /mcp/../mcp", HOST), 404],
    ["a target with a question", head("GET /mcp?a=%", HOST), 405],
    ["a target of 100 kB", head(`GET /${"a".repeat(100_000)}`, HOST), 431],
    ["no host", head("POST /mcp"), 400],
    ["a foreign host", head("POST /mcp", "Host: evil.example"), 403],
    ["a host and a half", head("POST /mcp", "Host: 127.0.0.1.evil.example"), 403],
    ["a host that is none", head("POST /mcp", "Host: [::1"), 403],
    ["a port that is none", head("POST /mcp", "Host: 127.0.0.1:99999999"), 403],
    ["a user at the host", head("POST /mcp", "Host: me@127.0.0.1"), 400],
    ["a path at the host", head("POST /mcp", "Host: 127.0.0.1/x?"), 400],
    ["a foreign origin", head("POST /mcp", HOST, "Origin: https://evil.example"), 403],
    ["an origin of null", head("POST /mcp", HOST, "Origin: null"), 403],
    ["a preflight of a page", head("OPTIONS /mcp", HOST, "Origin: https://evil.example"), 403],
    ["the method CONNECT", head("CONNECT 127.0.0.1:80", HOST), 0],
    ["the method TRACE", head("TRACE /mcp", HOST), 405],
    ["the method BREW", head("BREW /mcp", HOST), 400],
    ["an upgrade", head("GET /mcp", HOST, "Connection: Upgrade", "Upgrade: websocket"), 405],
    ["an expectation", head("POST /mcp", HOST, "Expect: a miracle"), 417],
    ["HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400],
    ["TLS", Buffer.from("16030100c8010000c40303", "hex"), 400],
    ["zeros", Buffer.alloc(4096), 400],
    ["headers of 100 kB", head("POST /mcp", HOST, `X: ${"a".repeat(100_000)}`), 431],
    ["a header that ends the line", "GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a\rb\r\n\r\n", 400],
    ["two lengths", head("POST /mcp", HOST, "Content-Length: 1", "Content-Length: 2"), 400],
    [
      "a length and chunks",
      head("POST /mcp", HOST, "Content-Length: 1", "Transfer-Encoding: chunked"),
      400,
    ],
    ["a chunk without a size", `${CHUNKED}zz\r\n`, 400],
    ["a body of 99 MB", head("POST /mcp", HOST, JSON_IN, "Content-Length: 99999999"), 413],
    ["chunks of 2 MB", `${CHUNKED}1e8480\r\n${"a".repeat(2_000_000)}\r\n0\r\n\r\n`, 413],
    ["a body that is no JSON", post('{"jsonrpc'), 400],
    ["a body of another type", head("POST /mcp", HOST, "Content-Type: text/plain"), 415],
    ["a body that is no UTF-8", post(Buffer.from([0xff, 0xfe, 0x22])), 400],
    ["no body", post(""), 400],
    ["null", post("null"), 400],
    ["an empty batch", post("[]"), 400],
    ["a batch of 20,000", post(`[${Array(20_000).fill("{}").join()}]`), 400],
    ["100,000 braces", post(deep), 200],
    ["a message that is none", post('{"jsonrpc":"2.0","id":{},"method":7}'), 400],
    ["a revision that is none", post(JSON.stringify(listing), "MCP-Protocol-Version: x"), 400],
    ["a session that is none", post(JSON.stringify(listing), "Mcp-Session-Id: x"), 200],
    ["a prototype", post(JSON.stringify(calling(JSON.parse('{"__proto__":{"a":1}}')))), 200],
    ["a number beyond all", post('{"jsonrpc":"2.0","id":1e999,"method":"ping"}'), 400],
  ])("refuses or answers %s, and goes on", async (_name, bytes, status) => {
    expect(statusOf(await reply(bytes))).toBe(status);
    expect(await goesOn()).toBe(true);
  });

  it.each([
    ["in its headers", "POST /mcp HTTP/1.1\r\nHo"],
    ["in its body", head("POST /mcp", HOST, JSON_IN, "Content-Length: 1000") + "{"],
    ["before its reply", post(JSON.stringify(listing))],
  ])("goes on when a request is broken off %s", async (_where, bytes) => {
    const socket = connect(Number(new URL(served.url).port), "127.0.0.1");
    await once(socket, "connect");
    await new Promise((resolve) => socket.write(bytes, resolve));
    socket.resetAndDestroy();
    expect(await goesOn()).toBe(true);
  });

  it("tells its operator in lines that nobody else can write", () => {
    expect(served.told()).not.toMatch(/\r|[^\P{Cc}\n]/u);
  });
});

describe("an export over stdio", () => {
  const opening = {
    jsonrpc: "2.0",
    id: "open",
    method: "initialize",
    params: {
      protocolVersion: "2025-11-25",
      capabilities: {},
      clientInfo: { name: "test", version: "1" },
    },
  };

  const cancelled = { method: "notifications/cancelled", params: { requestId: "none" } };

  it.each<[string, string | Buffer]>([
    ["nothing", ""],
    ["no JSON", "GET / HTTP/1.1\r\n\r\n"],
    ["half a message", '{"jsonrpc":"2.0","id":1,"meth\n'],
    ["null", "null\n"],
    ["a batch", `${JSON.stringify([listing, listing])}\n`],
    ["bytes that are no text", Buffer.from([0, 0xff, 0xfe, 0x1b, 0x5b, 0x32, 0x4a, 0x0a])],
    ["a message that is none", '{"jsonrpc":"2.0","id":{},"method":7}\n'],
    ["a method that nobody has", '{"jsonrpc":"2.0","id":7,"method":"../../etc"}\n'],
    ["an answer to no question", '{"jsonrpc":"2.0","id":99,"result":{}}\n'],
    ["a cancelled call that never was", `${JSON.stringify({ jsonrpc: "2.0", ...cancelled })}\n`],
    ["100,000 braces", `${deep}\n`],
    ["a line of 2 MB", `"${"a".repeat(2_000_000)}"\n`],
    ["arguments that are a list", `${JSON.stringify(calling([1, 2]))}\n`],
  ])("answers what comes after %s, and ends well", async (_name, bytes) => {
    const input = Buffer.concat([Buffer.from(bytes), Buffer.from(`${JSON.stringify(opening)}\n`)]);
    const { code, out, err } = await runExport(folder, { input, until: '"id":"open"' });
    expect([code, err.replaceAll("\n", "")]).toEqual([0, expect.not.stringMatching(/\p{Cc}/u)]);
    const lines = out.split("\n").filter((line) => line !== "");
    const replies = lines.map((line): unknown => JSON.parse(line));
    expect(replies).toContainEqual(expect.objectContaining({ id: "open" }));
  });

  it("says so when a line is longer than it reads, and ends", async () => {
    const { code, out, err } = await runExport(folder, { input: "a".repeat(11_000_000) });
    expect([code, out, err]).toEqual([0, "", expect.stringContaining("exceed")]);
  });
});
