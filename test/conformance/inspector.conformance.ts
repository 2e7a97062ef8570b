import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveCrmApi } from "../../lib/services/crm/api/serve.ts";
import type { LoopbackServer } from "../../lib/services/crm/loopback.ts";
import { serveCrmHttp } from "../../lib/services/crm/server/serve-http.ts";
import { installCounterparts, inspectorEntry, node } from "./suite.ts";

const run = promisify(execFile);

let crm: LoopbackServer;

beforeAll(async () => {
  await installCounterparts();
  crm = await serveCrmHttp({ env: {}, log: () => {} });
});

afterAll(() => crm.close());

/** Runs the Inspector's command line against the CRM. */
const inspect = async (era: string, ...args: string[]): Promise<{ code: number; out: string }> => {
  const command = [inspectorEntry, "--cli", crm.url, "--transport", "http", "--format", "json"];
  return run(node, [...command, "--protocol-era", era, ...args]).then(
    ({ stdout }) => ({ code: 0, out: stdout }),
    (error: { code?: number; stdout?: string }) => ({
      code: error.code ?? 1,
      out: error.stdout ?? "",
    }),
  );
};

describe.each(["legacy", "modern"])("the Inspector, %s era", (era) => {
  it("lists, reads and calls, and tells a tool's error from the protocol's", async () => {
    const tools = await inspect(era, "--method", "tools/list");
    expect(tools.out).toContain("crm_account_brief");
    const read = ["--method", "resources/read", "--uri"];
    expect((await inspect(era, ...read, "crm://catalog")).out).toContain("crm://schema/companies");
    expect((await inspect(era, ...read, "crm://nothing")).code).toBe(1);
    const call = ["--method", "tools/call", "--tool-name", "crm_account_brief", "--tool-arg"];
    expect((await inspect(era, ...call, "company_id=quillmark")).code).toBe(0);
    const failed = await inspect(era, ...call, "company_id=none");
    expect(failed.code).toBe(5);
    expect(failed.out).toContain("NOT_FOUND");
  });
});

const PROJECT = join(import.meta.dirname, "..", "..");

/** The commands of the README's section on other clients, each a line, as they are there. */
const commands = (
  /^## The CRM, seen by other clients\n((?:(?!^## ).)*)/ms.exec(
    readFileSync(join(PROJECT, "README.md"), "utf8"),
  )?.[1] ?? ""
)
  .split("```sh\n")
  .slice(1)
  .flatMap((block) => (block.split("```")[0] ?? "").trim().split("\n"));

/** What the answer to each method holds, white space left out. */
const answers: Record<string, string> = {
  "tools/list": '"name":"crm_account_brief"',
  "resources/read": "crm://schema/companies",
  "tools/call": '"structuredContent":{',
};

/** What a line of the README prints in a shell, in the project's folder, without white space. */
async function typed(command: string, env: Record<string, string> = {}): Promise<string> {
  const { CRM_API_KEY: _key, CRM_BASE_URL: _url, ...own } = process.env;
  const options = { cwd: PROJECT, env: { ...own, ...env }, maxBuffer: 10_000_000 };
  return (await run("sh", ["-c", command], options)).stdout.replaceAll(/\s+/g, "");
}

/** What the answer to a command's method holds. */
const answerTo = (command: string): string =>
  answers[/--method (\S+)/.exec(command)?.[1] ?? ""] ?? "a method that is not asked about";

describe("the README's commands", () => {
  const asking = commands.filter((command) => command.includes("inspector"));

  it("are the three questions, over stdio and over HTTP, and one with the example's config", () => {
    expect(asking).toHaveLength(7);
    expect(commands).toHaveLength(8);
  });

  it.each(asking.filter((command) => command.includes("--stdio")))("%s", async (command) => {
    expect(await typed(command)).toContain(answerTo(command));
  });

  it("over HTTP, beside the server that the README starts", async () => {
    const start = commands.find((command) => command.startsWith("npm run")) ?? "";
    const server = spawn("sh", ["-c", start], {
      cwd: PROJECT,
      detached: true,
      stdio: ["ignore", "pipe", "ignore"],
    });
    try {
      let printed = "";
      while (!printed.includes("/mcp")) printed += String(await once(server.stdout, "data"));
      const http = asking.filter((command) => command.includes("http://"));
      expect(http).toHaveLength(3);
      for (const command of http) expect(await typed(command)).toContain(answerTo(command));
    } finally {
      if (server.pid !== undefined) process.kill(-server.pid, "SIGINT");
    }
  });

  it("with the example's config hand on what the shell fills in, and nothing else", async () => {
    const command = asking.find((line) => line.includes("--config")) ?? "";
    const key = "crm_test_NotARealKey0013";
    const backend = await serveCrmApi({ keys: [{ key, access: "read-only" }] });
    const env = { CRM_API_KEY: key, CRM_BASE_URL: backend.url };
    try {
      expect(await typed(command, env)).toContain(answerTo(command));
      const unfilled = command.replaceAll(/-e "[^"]*" /g, "");
      await expect(typed(unfilled, env)).rejects.toMatchObject({
        stderr: expect.stringContaining("literally ${CRM_API_KEY}"),
      });
    } finally {
      await backend.close();
    }
  });
});
