import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, afterAll, expect, it } from "vitest";
import { startNode } from "../../lib/notebook/node-process.ts";
import { RememberingConverter } from "../../lib/notebook/remembering-converter.ts";
import { runNotebook } from "../../lib/notebook/run.ts";
import { notebookFolder, printed, writeCells } from "../notebook/run-cells.ts";

/** Writes down every name that is looked up and every connection, and lets none of them succeed. */
const RECORDER = `
const { appendFileSync } = require("node:fs");
const dns = require("node:dns");
const net = require("node:net");
const tell = (...words) => appendFileSync(process.env.ATTEMPTS, words.join(" ") + "\\n");
dns.lookup = (host, ...rest) => {
  tell("lookup", host);
  rest.at(-1)(Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }));
};
dns.promises.lookup = async (host) => { tell("lookup", host); throw new Error("ENOTFOUND"); };
const { connect } = net.Socket.prototype;
net.Socket.prototype.connect = function (...words) {
  const [first] = [words[0]].flat();
  tell("connect", typeof first === "object" ? first.host ?? first.path : words[1] ?? first);
  return Reflect.apply(connect, this, words);
};
`;

const IMPORTS = `import { APIError } from "@anthropic-ai/sdk";
import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { openLab, tryOut } from "mcp-lab";
const lab = await openLab();
const told = (error: unknown) => error instanceof APIError ? error.apiMessage : String(error);`;

const CONNECTOR = `for (const url of [
  "https://mcp.example.com/mcp",
  "https://huggingface.co/other",
  "https://huggingface.co.example.com/mcp",
  "https://HuggingFace.co/MCP/?login",
]) {
  const call = {
    model: lab.model,
    max_tokens: 1024,
    betas: ["mcp-client-2025-11-20" as const],
    mcp_servers: [{ type: "url" as const, name: "s", url, authorization_token: lab.hub.token }],
    tools: [{ type: "mcp_toolset" as const, mcp_server_name: "s" }],
    messages: [{ role: "user" as const, content: "Who is asking?" }],
  };
  try {
    console.log(url, (await lab.client.beta.messages.create(call)).stop_reason);
    await lab.client.beta.messages.stream(call).finalMessage();
  } catch (error) {
    console.log(url, told(error));
  }
}`;

const OTHERS = `for (const url of ["https://mcp.example.com/mcp", "https://huggingface.co/mcp/"]) {
  try {
    const client = new Client({ name: "probe", version: "1.0.0" });
    await client.connect(new StreamableHTTPClientTransport(new URL(url), { fetch: lab.hub.fetch }));
    console.log(url, (await client.listTools()).tools.length > 0);
  } catch (error) {
    console.log(url, String(error).split("\\n")[0]);
  }
}
{
  const elsewhere = lab.client.withOptions({ baseURL: "https://gateway.example.com" });
  const messages = [{ role: "user" as const, content: "Hello" }];
  await elsewhere.messages.create({ model: lab.model, max_tokens: 9, messages });
  for (const ask of [() => elsewhere.models.list(), () => lab.client.beta.files.list()]) {
    try {
      await ask();
    } catch (error) {
      console.log(told(error));
    }
  }
}
console.log((await (await lab.crm.connect()).listTools()).tools.length > 0);
await tryOut("00.2", async () => "nothing is sent");
await tryOut("00.1", { server: "huggingface" });`;

let folder: string;
let remove: () => Promise<void>;
/** Both sessions have the same cells. */
let converter: RememberingConverter;

beforeAll(async () => {
  ({ folder, remove } = await notebookFolder());
  converter = new RememberingConverter(startNode, folder);
  await writeFile(join(folder, "recorder.cjs"), RECORDER);
});
afterAll(async () => {
  await converter.close();
  await remove();
});

/** What a session in a notebook printed, and where it tried to connect to. */
async function attemptsOf(
  cells: string[],
  env: Record<string, string> = {},
): Promise<{ attempts: string[]; prints: string[] }> {
  const file = join(folder, `${crypto.randomUUID()}.txt`);
  await writeFile(file, "");
  const run = await runNotebook(await writeCells(folder, cells), {
    start: startNode,
    converter,
    env: {
      ...env,
      ATTEMPTS: file,
      NODE_OPTIONS: `--require ${join(folder, "recorder.cjs").replaceAll("\\", "/")}`,
      HF_TOKEN: "hf_a_learners_own",
    },
  });
  const failed = run.cells.findIndex(({ status }) => status !== "ok");
  expect(failed === -1 ? "" : printed(run, failed)).toBe("");
  const attempts = (await readFile(file, "utf8")).split("\n").filter(Boolean);
  return { attempts, prints: cells.map((_, index) => printed(run, index)) };
}

it("a rehearsal tries to reach nothing, and says so where a request names a server elsewhere", async () => {
  const { attempts, prints } = await attemptsOf([IMPORTS, CONNECTOR, OTHERS]);
  const [banner, connector] = prints;
  expect(attempts).toEqual([]);
  expect(banner).toContain("Nothing leaves this machine");
  expect(connector).toContain("Rehearsal: mcp.example.com was not contacted");
  expect(connector).toContain("MCP_LAB_REHEARSE_HOSTS=mcp.example.com");
  expect(connector).toContain("Rehearsal: huggingface.co was not contacted");
  expect(connector).toContain("Rehearsal: huggingface.co.example.com was not contacted");
  expect(connector).toContain("https://HuggingFace.co/MCP/?login end_turn");
  expect(prints[2]).toContain("https://huggingface.co/mcp/ true");
});

it("a host that was allowed is tried, and no other; the banner names it", async () => {
  const { attempts, prints } = await attemptsOf([IMPORTS, CONNECTOR, OTHERS], {
    MCP_LAB_REHEARSE_HOSTS: " MCP.example.com ,",
  });
  expect(new Set(attempts.map((attempt) => attempt.split(" ")[1]))).toEqual(
    new Set(["mcp.example.com"]),
  );
  expect(prints[0]).toContain("for mcp.example.com only");
  expect(prints[0]).not.toContain("Nothing leaves");
});
