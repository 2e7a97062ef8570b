import { execFile } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { PROJECT } from "../cli/temporary-project.ts";
import { claudeCode } from "./host-runs.ts";

const run = promisify(execFile);

/** What `claude mcp …` says in a fresh project with the example as its config, without a login. */
async function claudeMcp(words: string[], env: Record<string, string>): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), "claude-code-"));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const [home, project] = [join(root, "home"), join(root, "project")];
  for (const folder of [join(home, ".claude"), project]) mkdirSync(folder, { recursive: true });
  // What a person answers once when asked whether to trust the project's servers.
  const settings = { enableAllProjectMcpServers: true };
  writeFileSync(join(home, ".claude", "settings.json"), JSON.stringify(settings));
  copyFileSync(join(PROJECT, ".mcp.json.example"), join(project, ".mcp.json"));
  symlinkSync(join(PROJECT, "lib"), join(project, "lib"));
  const quiet = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1", TERM: "dumb" };
  const { stdout } = await run(process.execPath, [claudeCode().entry, "mcp", ...words], {
    cwd: project,
    env: { PATH: process.env.PATH, HOME: home, ...quiet, ...env },
  });
  return stdout;
}

const set = { CRM_API_KEY: "crm_test_NotARealKey0012", CRM_BASE_URL: "https://crm.example" };
const empty = { CRM_API_KEY: "", CRM_BASE_URL: "" };

describe("Claude Code, with .mcp.json.example copied to .mcp.json", () => {
  it.each([
    ["set", set],
    ["set but empty", empty],
  ])("connects to the CRM when both variables are %s", async (_how, env) => {
    const list = await claudeMcp(["list"], env);
    expect(list).toMatch(/^crm: node lib\/dist\/cli\/main\.js crm --stdio - .*Connected$/m);
    expect(list).not.toContain("Missing environment variables");
    expect(await claudeMcp(["get", "crm"], env)).toMatch(/Status: .*Connected$/m);
  });

  it.each([
    ["neither is set", {}, "CRM_API_KEY, CRM_BASE_URL"],
    ["the key is not set", { CRM_BASE_URL: set.CRM_BASE_URL }, "CRM_API_KEY"],
  ])("warns, and the server refuses to start, when %s", async (_case, env, missing) => {
    const list = await claudeMcp(["list"], env);
    expect(list).toMatch(/^crm: .*Failed to connect/m);
    expect(list).toContain(`Missing environment variables: ${missing}\n`);
  });
});
