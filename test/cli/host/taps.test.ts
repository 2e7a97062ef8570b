import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { askedIn, type Passed } from "../../../lib/cli/host/asked.ts";
import { tapHttp } from "../../../lib/cli/host/http-tap.ts";
import { serveOnLoopback } from "../../../lib/services/crm/loopback.ts";
import { whenTestIsOver } from "../clean-ups.ts";
import { PROJECT, temporaryFolder } from "../temporary-project.ts";

const ping = { jsonrpc: "2.0", id: 7, method: "ping" };
const pong = { jsonrpc: "2.0", id: 7, result: {} };

describe("in front of a stdio server", () => {
  const script = join(PROJECT, "lib", "dist", "cli", "host", "process", "stdio-tap.js");

  /** Runs a program behind the tap with an input; what came out, and what was written down. */
  async function tapped(
    command: string,
    words: readonly string[],
    input: Buffer,
  ): Promise<{ code: unknown; output: Buffer; passed: Passed[] }> {
    const folder = temporaryFolder();
    const record = join(folder, "record");
    const child = spawn(process.execPath, [script, record, folder, command, ...words]);
    const chunks: Buffer[] = [];
    child.stdout.on("data", (bytes: Buffer) => chunks.push(bytes));
    child.stdin.end(input);
    const [code]: unknown[] = await once(child, "close");
    const lines = readFileSync(record, "utf8").trimEnd().split("\n");
    return { code, output: Buffer.concat(chunks), passed: lines.map((line) => JSON.parse(line)) };
  }

  it("passes every byte on, and writes every line down", async () => {
    const echo = ["-e", "process.stdin.pipe(process.stdout)"];
    const input = Buffer.from(`{"word":"Grüße 👋"}\r\n\n${"x".repeat(300_000)}\nno end`);
    const { code, output, passed } = await tapped(process.execPath, echo, input);
    expect({ code, same: output.equals(input) }).toEqual({ code: 0, same: true });
    const lines = input.toString("utf8").split("\n").slice(0, -1);
    const textsOf = (side: string): string[] =>
      passed.flatMap(({ from, text }) => (from === side ? [text] : []));
    expect([textsOf("host"), textsOf("server")]).toEqual([lines, lines]);
  });

  it("ends as the server ends, and keeps what it said", async () => {
    const words = ["-e", 'console.error("no database"); process.exit(3)'];
    const { code, passed } = await tapped(process.execPath, words, Buffer.from(""));
    expect({ code, passed }).toEqual({
      code: 3,
      passed: [{ from: "stderr", text: "no database\n" }],
    });
  });

  it("says that a program is not there", async () => {
    const { code, passed } = await tapped("no-such-program", [], Buffer.from(""));
    expect(code).not.toBe(0);
    expect(passed).toEqual([{ from: "stderr", text: "spawn no-such-program ENOENT\n" }]);
  });
});

/** A tap before a server; what it wrote down. */
async function before(
  answer: (request: Request) => Promise<Response>,
): Promise<{ url: string; passed: Passed[] }> {
  const served = await serveOnLoopback(answer);
  whenTestIsOver(() => served.close());
  const passed: Passed[] = [];
  const tap = await tapHttp(new URL(`${served.url}/mcp?a=b`), (one) => passed.push(one));
  whenTestIsOver(() => tap.close());
  return { url: tap.url, passed };
}

const post = async (url: string): Promise<Response> =>
  await fetch(url, {
    method: "POST",
    body: JSON.stringify(ping),
    headers: { authorization: "Bearer t", "content-type": "application/json" },
  });

describe("in front of a server over HTTP", () => {
  it("passes path, headers and body on, and the answer with its headers back", async () => {
    const seen: unknown[] = [];
    const { url, passed } = await before(async (request) => {
      const { pathname, search } = new URL(request.url);
      seen.push(pathname + search, request.headers.get("authorization"), await request.json());
      return Response.json(pong, { headers: { "mcp-session-id": "s1" } });
    });
    const response = await post(url);
    expect(seen).toEqual(["/mcp?a=b", "Bearer t", ping]);
    expect(response.headers.get("mcp-session-id")).toBe("s1");
    expect(await response.json()).toEqual(pong);
    expect(askedIn(passed)).toMatchObject([{ method: "ping", outcome: { status: "result" } }]);
  });

  it("reads the answer among the events of a stream, as they come", async () => {
    const stream = `event: message\r\ndata: ${JSON.stringify(pong)}\r\n\r\n`;
    const { url, passed } = await before(
      async () => new Response(stream, { headers: { "content-type": "text/event-stream" } }),
    );
    expect(await (await post(url)).text()).toBe(stream);
    expect(askedIn(passed)).toMatchObject([{ outcome: { status: "result", result: {} } }]);
  });

  it.each([
    ["a refusal by its status", async () => new Response("who?", { status: 401 }), 401],
    ["a connection that was cut off as no answer", async () => Response.error(), 0],
  ])("keeps %s", async (_case, answer, code) => {
    const { url, passed } = await before(answer);
    const response = await post(url);
    expect(response.status).toBe(code === 0 ? 502 : code);
    expect(askedIn(passed)).toMatchObject([{ outcome: { status: "error", code } }]);
  });

  it("follows no redirect", async () => {
    const { url } = await before(async () => Response.redirect("http://127.0.0.1:1/", 307));
    const response = await fetch(url, { method: "POST", body: "{}", redirect: "manual" });
    expect(response.status).toBe(307);
  });
});
