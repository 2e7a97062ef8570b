import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { inspectConfig, inspectValue } from "../../lib/subjects/config/inspect.ts";
import { Trace } from "../../lib/wire/trace.ts";
import { allOf, lab, projectWithSecrets, writeCells } from "./notebook.ts";
import { inDotenv, planted, secretsFoundIn } from "./planted.ts";

const secrets = [...Object.values(planted), ...Object.values(inDotenv)];
const key = planted.CRM_API_KEY;

describe("the search", () => {
  it.each([
    ["as it is", key],
    ["in a URL", `https://crm.example/?key=${encodeURIComponent(key)}`],
    ["in a form", String(new URLSearchParams({ key }))],
    ["in JSON", JSON.stringify({ key })],
    ["in JSON in JSON", JSON.stringify(JSON.stringify({ key }))],
    ["in a picture", `<text>${key.replaceAll('"', "&quot;")}</text>`],
    ["in base64", Buffer.from(key).toString("base64")],
    ["in base64, behind one byte", Buffer.from(`:${key}:`).toString("base64")],
    ["in base64, behind two", Buffer.from(`a:${key} and more`).toString("base64")],
    ["in base64url", Buffer.from(`Bearer ${key}`).toString("base64url")],
    ["in hex", Buffer.from(key).toString("hex")],
  ])("finds a secret %s", (_form, text) => {
    expect(secretsFoundIn(`before ${text} after`, secrets)).toEqual([key]);
  });

  it("finds nothing in what is masked, or in another key", () => {
    expect(secretsFoundIn("Bearer [masked] crm_live_NotARealKey", secrets)).toEqual([]);
  });
});

it("the lab's own scan finds each secret where the project has it, and shows none", async () => {
  const root = projectWithSecrets();
  const textOf = (file: string): string => readFileSync(join(root, file), "utf8");
  const pairs = textOf(".env")
    .trim()
    .split("\n")
    .map((line) => line.split(/=(.*)/).slice(0, 2));
  const inEnv = await inspectValue(Object.fromEntries(pairs), "config");
  expect(inEnv.map(({ where }) => where)).toEqual(Object.keys(inDotenv));
  const findings = await inspectConfig(textOf(".mcp.json"));
  const found = findings.filter(({ code }) => code === "secret-literal");
  const places = ["mail.headers.Authorization", "mail.url"];
  expect(found.map(({ where }) => where).toSorted()).toEqual(places);
  expect(secretsFoundIn(JSON.stringify(findings), secrets)).toEqual([]);
});

/** Cells that put the shell's secrets wherever a session takes a value. */
const cells = [
  `import { Client } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { check, drawTrace, inspectConfig, openLab, startPracticeCrm } from "mcp-lab";
const lab = await openLab();
const key = process.env.ANTHROPIC_API_KEY ?? "";
const token = process.env.HF_TOKEN ?? "";
const say = (error: unknown) => console.log(error instanceof Error ? error.message : "none");`,
  `const ask = (url: string, text: string) => lab.client.beta.messages.create({
  model: lab.model, max_tokens: 200, betas: ["mcp-client-2025-11-20"],
  mcp_servers: [{ type: "url", name: "hub", url, authorization_token: token }],
  tools: [{ type: "mcp_toolset", mcp_server_name: "hub" }],
  messages: [{ role: "user", content: text }],
});
await ask(lab.hub.url, "My key is " + key).catch(say);
await ask(lab.hub.url + "?key=" + encodeURIComponent(key), "hello").catch(say);
await ask("https://" + encodeURIComponent(token) + "@mcp.example/", "hello").catch(say);`,
  `const crm = await lab.crm.connect();
await crm.callTool({ name: "crm_search", arguments: { query: key.slice(0, 200) } });
const wrong = await crm.callTool({ name: "crm_account_brief", arguments: { company_id: key } });
const worse = await crm.callTool({ name: "crm_search", arguments: { query: 7, [token]: key } });
await crm.readResource({ uri: "crm://companies/" + encodeURIComponent(key) }).catch(() => {});`,
  `const practice = await startPracticeCrm();
const started = new StdioClientTransport({
  command: practice.config.command ?? "", args: practice.config.args ?? [],
  env: { ...practice.env, CRM_API_KEY: "wrong-" + token }, stderr: "pipe",
});
const said: string[] = [];
started.stderr?.on("data", (text: Buffer) => said.push(String(text)));
const client = new Client({ name: "planted", version: "1" });
await client.connect(lab.record(started, "crm"));
const refused = await client.callTool({ name: "crm_pipeline", arguments: {} });
await client.close();
await practice.close();
console.log(JSON.stringify(refused), said.join(""));`,
  `console.log(await inspectConfig({ mcpServers: { mail: {
  type: "http", url: "https://mail.example/?key=" + key,
  headers: { Authorization: "Bearer " + token }, env: { MAIL_PASSWORD: token },
} } }));`,
  `drawTrace(lab.trace, "Everything");
console.log(JSON.stringify(lab.trace.events));
lab.trace.events;`,
];

describe("what a session writes", () => {
  it("holds no planted secret", async () => {
    const root = projectWithSecrets();
    const written = await lab(root, ["run", "--json", writeCells(root, cells)]);
    expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining("[masked]") });
    expect(secretsFoundIn(allOf(written), secrets)).toEqual([]);
    await expect(inspectValue(JSON.parse(written.stdout), "sentence")).resolves.toEqual([]);
  });

  it("is found out when a cell goes round the mask", async () => {
    const root = projectWithSecrets();
    const leak = `console.log(Buffer.from("key:" + process.env.HF_TOKEN).toString("base64"));`;
    const written = await lab(root, ["run", "--json", writeCells(root, [leak])]);
    expect(secretsFoundIn(allOf(written), secrets)).toEqual([planted.HF_TOKEN]);
  });

  it("is neither in a lesson's outputs nor in its progress", async () => {
    const root = projectWithSecrets();
    const written = await lab(root, ["run", "--json", "solutions/03-env-config.ipynb"]);
    expect(written).toMatchObject({ code: 0, stdout: expect.stringContaining('"03.4"') });
    expect(secretsFoundIn(allOf(written), secrets)).toEqual([]);
  });

  it("is found out when a trace knows no secret", () => {
    const event = { kind: "api-reply", exchange: 1, status: 400, headers: {}, body: key } as const;
    const [masked, bare] = [new Trace("rehearsal", secrets), new Trace("rehearsal")];
    for (const trace of [masked, bare]) trace.record(event);
    expect(secretsFoundIn(JSON.stringify(masked.events), secrets)).toEqual([]);
    expect(secretsFoundIn(JSON.stringify(bare.events), secrets)).toEqual([key]);
  });
});
