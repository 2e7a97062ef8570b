import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { StdioClientTransport } from "@modelcontextprotocol/client/stdio";
import { expect, it, onTestFinished } from "vitest";
import { serveOnLoopback } from "../../lib/services/crm/loopback.ts";
import { freePort } from "../cli/listen.ts";
import { MAIN, PROJECT, runNode } from "../cli/temporary-project.ts";
import { planted, secretsFoundIn } from "./planted.ts";

/** Letters only: wherever an id or a name may be, this key may too. */
const key = "crm_live_NotARealKeyPlantedFour";

/** Ways in which a backend gives back what it was sent. */
const backends: [how: string, answer: (request: Request) => Response][] = [
  ["refuses it by name", (request) => failure(401, request)],
  ["fails with it", (request) => failure(500, request)],
  ["says that it is not valid", (request) => failure(422, request)],
  ["sends it as its request id", () => Response.json({}, { headers: { "x-request-id": key } })],
  ["answers with a text that holds it", (request) => new Response(`<b>${sentBy(request)}</b>`)],
  ["redirects with it", () => Response.redirect(`http://crm.invalid/?k=${key}`, 302)],
];

const sentBy = (request: Request): string => request.headers.get("authorization") ?? "nothing";

function failure(status: number, request: Request): Response {
  const message = `The key ${sentBy(request)} is not known.`;
  const details = { field: key, allowed: [key], required_permission: key };
  const error = { code: "failed", message, ...details };
  return Response.json({ error }, { status, headers: { "x-request-id": key } });
}

async function envFor(answer: (request: Request) => Response): Promise<Record<string, string>> {
  const { url, close } = await serveOnLoopback(async (request) => answer(request));
  onTestFinished(close);
  return { CRM_API_KEY: key, CRM_BASE_URL: url, DEBUG: "mcp-lab" };
}

/** What a client gets from the CRM, whatever happens. */
async function heard(client: Client): Promise<string> {
  const results = await Promise.all([
    client.callTool({ name: "crm_search", arguments: { query: key } }),
    client.callTool({ name: "crm_pipeline", arguments: {} }),
    client.readResource({ uri: "crm://catalog" }).catch((error: unknown) => error),
  ]);
  return results.map((one) => `${String(one)} ${JSON.stringify(one)}`).join("\n");
}

it.each(backends)("the CRM over stdio tells no key of a backend that %s", async (_how, answer) => {
  const transport = new StdioClientTransport({
    command: process.execPath,
    args: [MAIN, "crm", "--stdio"],
    env: await envFor(answer),
    cwd: PROJECT,
    stderr: "pipe",
  });
  let log = "";
  transport.stderr?.on("data", (text: Buffer) => (log += String(text)));
  const client = new Client({ name: "test", version: "1" });
  await client.connect(transport);
  const told = await heard(client);
  await client.close();
  expect(told).toContain("correlation_id");
  expect(secretsFoundIn(told + log, [key])).toEqual([]);
});

it("the CRM over HTTP tells no key, of any of these backends", async () => {
  let answer = backends[0]?.[1] ?? (() => new Response());
  const env = { PATH: process.env.PATH, ...(await envFor((request) => answer(request))) };
  const run = runNode([MAIN, "crm", "--port", String(await freePort())], PROJECT, env);
  const url = new URL((await run.printed("stdout", /http:\S+\n/)).trim());
  const client = new Client({ name: "test", version: "1" });
  const headers = { authorization: `Bearer ${planted.HF_TOKEN}` };
  await client.connect(new StreamableHTTPClientTransport(url, { requestInit: { headers } }));
  let told = "";
  for (const [, next] of backends) {
    answer = next;
    told += await heard(client);
  }
  await client.close();
  run.child.kill("SIGINT");
  await run.ended;
  const { stdout, stderr } = run.output;
  expect(stderr).not.toBe("");
  const secrets = [key, ...Object.values(planted)];
  expect(secretsFoundIn(told + stdout + stderr, secrets)).toEqual([]);
});

it.each([
  ["in the address's query", { CRM_API_KEY: key, CRM_BASE_URL: `https://crm.example/?k=${key}` }],
  ["as the address's user", { CRM_API_KEY: key, CRM_BASE_URL: "https://crm_live_NotARealKey@x" }],
  ["with a space in it", { CRM_API_KEY: `${key} ${key}`, CRM_BASE_URL: "https://crm.example" }],
  ["without an address", { CRM_API_KEY: key, CRM_BASE_URL: "" }],
])("the CRM does not start with a key %s, and does not tell it", async (_how, env) => {
  const full = { PATH: process.env.PATH, DEBUG: "mcp-lab", ...env };
  const run = runNode([MAIN, "crm", "--stdio"], PROJECT, full);
  await expect(run.ended).resolves.toBe(2);
  expect(run.output.stderr).toContain("What to do");
  const said = run.output.stdout + run.output.stderr;
  expect(secretsFoundIn(said, [key, "crm_live_NotARealKey@x"])).toEqual([]);
});
