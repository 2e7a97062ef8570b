import { execFile } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it, vi } from "vitest";
import { hostRunSchema } from "../../lib/subjects/hosts/host-run.ts";
import { whenTestIsOver } from "../cli/clean-ups.ts";
import { MAIN, runNode, temporaryFolder } from "../cli/temporary-project.ts";
import { configFor, hostRun, SHAPES } from "./host-runs.ts";

const env = { PATH: process.env.PATH };
const run = promisify(execFile);

/** A server that says its process's id into a file, ends at no signal and answers nothing. */
function silentServer(): { config: string; pid: () => number | undefined } {
  const file = join(temporaryFolder(), "pid");
  const script = `
    require("fs").writeFileSync(${JSON.stringify(file)}, String(process.pid));
    process.on("SIGTERM", () => {});
    process.stdin.resume();
    setInterval(() => {}, 1000);`;
  return {
    config: configFor("silent", { command: process.execPath, args: ["-e", script] }),
    pid: () => (existsSync(file) ? Number(readFileSync(file, "utf8")) : undefined),
  };
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

describe("lab host", () => {
  it("prints the run as one JSON value, from whichever folder", async () => {
    const words = [MAIN, "host", "--config", SHAPES, "--tool", "success_text", "--json"];
    const { stdout } = await run(process.execPath, words, { cwd: temporaryFolder(), env });
    const { server, seen } = hostRunSchema.parse(JSON.parse(stdout));
    expect(server).toBe("shapes");
    expect(seen.map(({ tool }) => tool)).toEqual(["mcp__shapes__success_text"]);
  });

  it("says what a server said that ends at once", async () => {
    const script = 'console.error("There is no database."); process.exit(3)';
    const config = configFor("ends", { command: process.execPath, args: ["-e", script] });
    const host = runNode([MAIN, "host", "--config", config], temporaryFolder(), env);
    expect(await host.ended).toBe(1);
    expect(host.output.stderr).toContain('did not get through to the server "ends"');
    expect(host.output.stderr).toContain("There is no database.");
  });

  it("names the tools that there are where one is asked for that is not", async () => {
    const words = [MAIN, "host", "--config", SHAPES, "--tool", "succes_text"];
    const host = runNode(words, temporaryFolder(), env);
    expect(await host.ended).toBe(2);
    expect(host.output.stderr).toContain("did not offer succes_text");
    expect(host.output.stderr).toContain("mcp__shapes__success_text");
  });

  it.each(["SIGINT", "SIGTERM"] as const)("leaves nothing behind at %s", async (signal) => {
    const { config, pid } = silentServer();
    const temporary = temporaryFolder();
    const words = [MAIN, "host", "--config", config];
    const host = runNode(words, temporaryFolder(), { ...env, TMPDIR: temporary });
    await expect.poll(pid).toBeGreaterThan(0);
    host.child.kill(signal);
    expect(await host.ended).toBe(2);
    expect(host.output.stderr).toContain("Nothing is left behind");
    await expect.poll(() => isRunning(pid() ?? 0)).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("ends a run whose time is up, and what the server did not answer is in it", async () => {
    const { config, pid } = silentServer();
    const temporary = temporaryFolder();
    vi.stubEnv("TMPDIR", temporary);
    whenTestIsOver(() => vi.unstubAllEnvs());
    const outcome = await hostRun(config, [], { milliseconds: 6000 });
    expect(outcome.ended).toBe("time limit");
    expect(outcome.run).toMatchObject({ server: "silent", seen: [] });
    await expect.poll(() => isRunning(pid() ?? 0)).toBe(false);
    expect(readdirSync(temporary)).toEqual([]);
  });
});
