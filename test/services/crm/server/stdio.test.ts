import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { Client as V1Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport as V1Stdio } from "@modelcontextprotocol/sdk/client/stdio.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { serveCrmApi } from "../../../../lib/services/crm/api/serve.ts";
import { openStore } from "../../../../lib/services/crm/store/store.ts";
import { testKeys, WRITE_KEY } from "../api/crm-fixture.ts";
import { emitCrm } from "./child.ts";
import { later } from "./crm-clients.ts";

let child: ReturnType<typeof emitCrm>;
let folder: string;

beforeAll(() => {
  child = emitCrm();
  folder = mkdtempSync(join(tmpdir(), "crm-stdio-"));
});

afterAll(() => {
  child.remove();
  rmSync(folder, { recursive: true, force: true });
});

const note = {
  name: "crm_log_activity",
  arguments: {
    company_id: "quillmark",
    kind: "note",
    happened_on: "2026-10-01",
    subject: "Kept",
    idempotency_key: "kept-0001",
  },
};

const reply = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.looseObject({}),
});

/** How often the note is in a database. */
function timesKept(file: string): number {
  const database = openStore(file);
  const count = database.get("SELECT count(*) AS n FROM activities WHERE subject = 'Kept'")?.n;
  database.close();
  return Number(count);
}

/** Starts the CRM as a client would, and connects to it. */
async function connect(
  options: { file?: string; env?: Record<string, string>; modern?: boolean } = {},
): Promise<{ client: Client; transport: StdioClientTransport }> {
  const { file, env, modern = false } = options;
  const args = file === undefined ? [child.entry] : [child.entry, file];
  const transport = new StdioClientTransport({
    command: process.execPath,
    args,
    stderr: "ignore",
    ...(env && { env }),
  });
  const mode = modern ? ({ pin: "2026-07-28" } as const) : "legacy";
  const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
  await client.connect(transport);
  later(() => client.close());
  return { client, transport };
}

/** Starts the CRM without a client; resolves when it has ended. */
async function run(
  env: Record<string, string>,
  file?: string,
): Promise<{ code: number | null; out: string; err: string }> {
  const args = file === undefined ? [child.entry] : [child.entry, file];
  const started: ChildProcess = spawn(process.execPath, args, { env });
  const { stdout, stderr } = started;
  if (stdout === null || stderr === null) throw new TypeError("no pipes");
  started.stdin?.end();
  const ended = once(started, "exit");
  const [out, err] = await Promise.all([text(stdout), text(stderr)]);
  await ended;
  return { code: started.exitCode, out, err };
}

describe("over stdio", () => {
  it.each([true, false])("serves tools, resources and updates (2026-07-28: %s)", async (modern) => {
    const { client } = await connect({ modern });
    expect((await client.listTools()).tools.length).toBeGreaterThan(5);
    const uri = "crm://companies/quillmark";
    const updated = new Promise((resolve) => {
      client.setNotificationHandler("notifications/resources/updated", ({ params }) =>
        resolve(params.uri),
      );
    });
    if (modern) await client.listen({ resourceSubscriptions: [uri] });
    else await client.subscribeResource({ uri });
    expect(reply.parse(await client.callTool(note)).isError).toBeFalsy();
    expect(await updated).toBe(uri);
  });

  it("serves a client of the older SDK line", async () => {
    const client = new V1Client({ name: "test", version: "1" });
    const args = [child.entry];
    await client.connect(new V1Stdio({ command: process.execPath, args, stderr: "ignore" }));
    later(() => client.close());
    const result = await client.callTool({ name: "crm_search", arguments: { query: "quillmark" } });
    expect(result.isError).toBeFalsy();
  });

  it("ends by itself, silently, when the client closes its end", async () => {
    expect(await run({})).toEqual({ code: 0, out: "", err: "" });
  });

  it("refuses a literal ${CRM_API_KEY} before it starts, and names the variable", async () => {
    const env = { CRM_API_KEY: "${CRM_API_KEY}", CRM_BASE_URL: "http://127.0.0.1:1" };
    const ended = await run(env);
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.err).toMatch(/^crm-literal-variable: CRM_API_KEY/);
  });
});

describe("with a backend", () => {
  it("a wrong key is a permission error of each call, and the server lives on", async () => {
    const backend = await serveCrmApi({ keys: testKeys });
    later(() => backend.close());
    const wrong = { CRM_API_KEY: "not-the-right-key", CRM_BASE_URL: backend.url };
    const { client } = await connect({ env: wrong });
    for (const _ of [1, 2]) {
      const result = await client.callTool({ name: "crm_pipeline", arguments: {} });
      expect(result).toMatchObject({
        isError: true,
        structuredContent: { error: { code: "UNAUTHENTICATED", permission: "key-refused" } },
      });
      expect(JSON.stringify(result)).not.toContain(wrong.CRM_API_KEY);
    }
  });

  it("two servers write the same thing once", async () => {
    const file = join(folder, "backend.db");
    const backend = await serveCrmApi({ keys: testKeys, file });
    const env = { CRM_API_KEY: WRITE_KEY, CRM_BASE_URL: backend.url };
    const servers = await Promise.all([connect({ env }), connect({ env })]);
    const results = await Promise.all(servers.map(({ client }) => client.callTool(note)));
    const [first, second] = results.map((result) => reply.parse(result).structuredContent);
    expect(first).toEqual(second);
    await backend.close();
    expect(timesKept(file)).toBe(1);
  });
});

describe("with a file", () => {
  it("what was written survives a kill, and is not written again", async () => {
    const file = join(folder, "killed.db");
    const first = await connect({ file });
    const written = reply.parse(await first.client.callTool(note)).structuredContent;
    const { pid } = first.transport;
    process.kill(pid ?? 0, "SIGKILL");
    const second = await connect({ file });
    const again = reply.parse(await second.client.callTool(note)).structuredContent;
    expect(again).toEqual(written);
    await second.client.close();
    expect(timesKept(file)).toBe(1);
  });

  it("a second server says who holds it and ends; the first works on", async () => {
    const file = join(folder, "shared.db");
    const { client } = await connect({ file });
    const ended = await run({}, file);
    expect(ended).toMatchObject({ code: 2, out: "" });
    expect(ended.err).toMatch(/^crm-store-locked: .*in use by process \d+/);
    expect(reply.parse(await client.callTool(note)).isError).toBeFalsy();
  });
});
