import { chmodSync, copyFileSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { describe, expect, it, onTestFinished } from "vitest";
import { expandConfig } from "../../lib/subjects/config/expand.ts";
import { inspectConfig } from "../../lib/subjects/config/inspect.ts";
import { loadMcpConfig } from "../../lib/subjects/config/load.ts";
import { createCrmApi } from "../../lib/services/crm/api/api.ts";
import { httpApi } from "../../lib/services/crm/api/http-api.ts";
import { serveOnLoopback } from "../../lib/services/crm/loopback.ts";
import { openStore } from "../../lib/services/crm/store/store.ts";
import { takenPort, freePort } from "./listen.ts";
import { MAIN, PROJECT, runNode, temporaryFolder } from "./temporary-project.ts";

const EXAMPLE = join(PROJECT, ".mcp.json.example");
const KEY = "crm_test_NotARealKey0011";
const unset = { PATH: process.env.PATH, CRM_API_KEY: "", CRM_BASE_URL: "" };

async function pipelineOf(client: Client): Promise<unknown> {
  return (await client.callTool({ name: "crm_pipeline", arguments: {} })).structuredContent;
}

/** A REST backend that takes the key. */
async function backend(): Promise<string> {
  const database = openStore();
  const api = createCrmApi({ database, keys: [{ key: KEY, access: "read-write" }] });
  const { url, close } = await serveOnLoopback(httpApi(api));
  onTestFinished(async () => {
    await close();
    database.close();
  });
  return url;
}

describe(".mcp.json.example, copied and with both variables set", () => {
  it.each([
    ["2026-07-28", { pin: "2026-07-28" } as const],
    ["the 2025 handshake", "legacy" as const],
  ])("starts the CRM for a client of %s", async (_era, mode) => {
    const path = join(temporaryFolder(), ".mcp.json");
    copyFileSync(EXAMPLE, path);
    const env = { CRM_API_KEY: KEY, CRM_BASE_URL: await backend() };
    const { config } = expandConfig(loadMcpConfig(path), env, "strict");
    const { command = "", args = [], env: given = {} } = config.mcpServers.crm ?? {};
    const client = new Client({ name: "test", version: "1" }, { versionNegotiation: { mode } });
    onTestFinished(() => client.close());
    // Hosts start servers in the project's root.
    await client.connect(new StdioClientTransport({ command, args, env: given, cwd: PROJECT }));
    expect((await client.listTools()).tools.map((tool) => tool.name)).toContain("crm_search");
    await expect(pipelineOf(client)).resolves.toHaveProperty("stages");
  });

  it("has no finding, and is what the lab's .gitignore commits", async () => {
    await expect(inspectConfig(loadMcpConfig(EXAMPLE))).resolves.toEqual([]);
    const ignored = readFileSync(join(PROJECT, ".gitignore"), "utf8").split("\n");
    expect(ignored).toContain(".mcp.json");
    expect(ignored).not.toContain(".mcp.json.example");
  });

  it("refuses, with exit code 2 and a sentence, when a variable was not replaced", async () => {
    const { command, args = [] } = loadMcpConfig(EXAMPLE).mcpServers.crm ?? {};
    expect(command).toBe("node");
    const env = { ...unset, CRM_API_KEY: "${CRM_API_KEY}", CRM_BASE_URL: "https://crm.example" };
    const run = runNode(args, PROJECT, env);
    await expect(run.ended).resolves.toBe(2);
    expect(run.output.stdout).toBe("");
    expect(run.output.stderr).toContain("literally ${CRM_API_KEY}");
    expect(run.output.stderr).toContain("Set the environment variable CRM_API_KEY");
    expect(run.output.stderr).not.toContain("    at ");
  });
});

describe("crm --port", () => {
  it("serves the embedded CRM over HTTP until Ctrl-C", async () => {
    const port = String(await freePort());
    const run = runNode([MAIN, "crm", "--port", port], PROJECT, unset);
    const url = (await run.printed("stdout", /http:\S+\n/)).trim();
    expect(url).toBe(`http://127.0.0.1:${port}/mcp`);
    const client = new Client({ name: "test", version: "1" });
    await client.connect(new StreamableHTTPClientTransport(new URL(url)));
    await expect(pipelineOf(client)).resolves.toHaveProperty("stages");
    await client.close();
    run.child.kill("SIGINT");
    await expect(run.ended).resolves.toBe(0);
  });

  it("says what to do when the port is in use", async () => {
    const port = String(await takenPort());
    const run = runNode([MAIN, "crm", "--port", port], PROJECT, unset);
    await expect(run.ended).resolves.toBe(2);
    expect(run.output.stderr).toContain(`Port ${port} of this machine is in use.`);
  });
});

describe("crm --stdio", () => {
  it("ends when its input ends", async () => {
    const run = runNode([MAIN, "crm", "--stdio"], PROJECT, unset);
    await expect(run.ended).resolves.toBe(0);
    expect(run.output).toEqual({ stdout: "", stderr: "" });
  });

  it("is not for --port too", async () => {
    const run = runNode([MAIN, "crm", "--stdio", "--port", "8799"], PROJECT, unset);
    await expect(run.ended).resolves.toBe(2);
    expect(run.output.stderr).toContain("cannot be used with");
  });
});

/** A folder in which this user may not write; the superuser may everywhere but here. */
function readOnlyFolder(): string {
  if (process.geteuid?.() === 0) return "/proc";
  const folder = temporaryFolder();
  chmodSync(folder, 0o555);
  return folder;
}

/** A client of `crm --stdio` on this file. */
async function serve(file: string): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  onTestFinished(() => client.close());
  const args = [MAIN, "crm", "--stdio", "--database", file];
  const command = { command: process.execPath, args, env: {}, cwd: PROJECT };
  await client.connect(new StdioClientTransport(command));
  return client;
}

describe("crm --database", () => {
  const activity = { kind: "note", happened_on: "2026-10-01", subject: "Zeppelin plans" };
  it("keeps what was written from one start to the next", async () => {
    const file = join(temporaryFolder(), "crm.db");
    const first = await serve(file);
    const written = { company_id: "quillmark", ...activity };
    await first.callTool({ name: "crm_log_activity", arguments: written });
    await first.close();
    const second = await serve(file);
    const search = { name: "crm_search", arguments: { query: "zeppelin" } };
    expect(JSON.stringify(await second.callTool(search))).toContain("Zeppelin plans");
  });

  it.each<[string, () => Promise<string[]>]>([
    ["--stdio", async () => ["--stdio"]],
    ["--port", async () => ["--port", String(await freePort())]],
  ])("over %s refuses a file that another one holds, which goes on working", async (_, how) => {
    const file = join(temporaryFolder(), "crm.db");
    const holder = await serve(file);
    await expect(pipelineOf(holder)).resolves.toHaveProperty("stages");
    const run = runNode([MAIN, "crm", ...(await how()), "--database", file], PROJECT, unset);
    await expect(run.ended).resolves.toBe(2);
    expect(run.output.stdout).toBe("");
    expect(run.output.stderr).toMatch(/in use by process \d+/);
    await expect(pipelineOf(holder)).resolves.toHaveProperty("stages");
  });

  it.each<[string, () => string, Record<string, string>, RegExp]>([
    ["a read-only folder", readOnlyFolder, {}, /cannot be opened for writing/],
    [
      "a CRM that is elsewhere",
      temporaryFolder,
      { CRM_API_KEY: KEY, CRM_BASE_URL: "https://crm.example" },
      /for the embedded CRM/,
    ],
  ])("ends with a sentence for %s, and writes nothing", async (_case, folderOf, more, said) => {
    const file = join(folderOf(), "crm.db");
    const env = { ...unset, ...more };
    const run = runNode([MAIN, "crm", "--stdio", "--database", file], PROJECT, env);
    await expect(run.ended).resolves.toBe(2);
    expect(run.output.stderr).toMatch(said);
    expect(run.output.stderr).not.toContain("    at ");
    for (const rest of ["", ".holder", ".new"]) expect(existsSync(file + rest)).toBe(false);
  });
});
