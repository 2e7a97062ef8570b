import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lab, type Said } from "../lab.ts";
import { MAIN, temporaryFolder } from "../temporary-project.ts";

const SERVER = join(import.meta.dirname, "hostile-server.cjs");
const TOKEN = "tok-NotARealToken/Planted+one==";

interface Report {
  counts: { error: number };
  looked: { called: string[] };
  findings: { rule: string; found: string }[];
}

/** What the command says of a server that misbehaves in this way. */
async function look(
  words: readonly string[],
  options: readonly string[] = [],
  env: NodeJS.ProcessEnv = {},
): Promise<Said & { rules: string[]; report: Report | undefined }> {
  const command = [
    "doctor-server",
    "--json",
    "--timeout",
    "120",
    ...options,
    process.execPath,
    SERVER,
    ...words,
  ];
  const said = await lab(import.meta.dirname, command, env);
  const report: Report | undefined = said.stdout === "" ? undefined : JSON.parse(said.stdout);
  const rules = [...new Set(report?.findings.map(({ rule }) => rule))];
  return { ...said, rules, report };
}

describe("a server on stdio", () => {
  it("that does nothing wrong is reported without a finding", async () => {
    expect(await look([])).toMatchObject({ code: 0, rules: [] });
  });

  it.each([
    ["noise", "stdout-noise", 1],
    ["dies-on-discover", "discover-kills", 1],
    ["huge", "result-cut", 0],
  ])("%s: %s", async (mode, rule, code) => {
    expect(await look([mode])).toMatchObject({ code, rules: [rule] });
  });

  it.each([
    ["silent", ["no-era"]],
    ["garbage", ["no-era", "stdout-noise"]],
    ["flood", ["no-era"]],
  ])("that is %s is given up after the time limit", async (mode, rules) => {
    expect(await look([mode], ["--timeout", "1"])).toMatchObject({ code: 1, rules });
  });

  it("that dies at start is a mistake that says its last words, without a secret", async () => {
    const env = { SECRET_URL: "https://me:NotARealPassword@db.example" };
    const options = ["--env", "SECRET_URL"];
    const { code, stdout, stderr } = await look(["dies", `--token=${TOKEN}`], options, env);
    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain("ended before it said anything (exit code 3)");
    expect(stderr).toContain("no database at [masked], --token=[masked]");
  });

  it("that is no program is a mistake", async () => {
    const { code, stderr } = await lab(import.meta.dirname, ["doctor-server", "no-such-program"]);
    expect(code).toBe(2);
    expect(stderr).toContain("ENOENT");
  });

  it("gets no variables but those that were named", async () => {
    const env = { MY_TOKEN: TOKEN, OTHER: "another-value" };
    const { stdout } = await look(["env"], ["--env", "MY_TOKEN", "--call", "ring"], env);
    expect(stdout).not.toContain("another-value");
    expect(stdout).not.toContain(TOKEN);
    const { code, stderr } = await look([], ["--env", "NOT_SET"]);
    expect(code).toBe(2);
    expect(stderr).toContain("NOT_SET is not set");
  });

  it("is asked for nothing that acts, unless it is named", async () => {
    const file = join(temporaryFolder(), "rung");
    const before = await look(["acts", file]);
    expect(before.report?.looked.called).toEqual(["get_time"]);
    expect(existsSync(file)).toBe(false);
    const after = await look(["acts", file], ["--call", "ring"]);
    expect(after.report?.looked.called).toEqual(["get_time", "ring"]);
    expect(existsSync(file)).toBe(true);
  });
});

/** Whether a process is there. */
function isThere(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

const pidsIn = (file: string): number[] =>
  readFileSync(file, "utf8").trim().split(/\s+/).map(Number);

describe("no process is left", () => {
  it("of a server that does not want to end, nor of what it started", async () => {
    const file = join(temporaryFolder(), "pids");
    expect((await look(["stubborn", file])).code).toBe(0);
    expect(pidsIn(file).length).toBeGreaterThan(3);
    await expect.poll(() => pidsIn(file).filter(isThere)).toEqual([]);
  });

  it.runIf(process.platform !== "win32")("after Ctrl-C", async () => {
    const file = join(temporaryFolder(), "pids");
    const words = ["doctor-server", process.execPath, SERVER, "silent", file];
    const command = spawn(process.execPath, [MAIN, ...words], { stdio: "ignore" });
    const ended = once(command, "exit");
    await expect.poll(() => existsSync(file) && pidsIn(file).length).toBe(2);
    command.kill("SIGINT");
    expect(await ended).toEqual([2, null]);
    await expect.poll(() => pidsIn(file).filter(isThere)).toEqual([]);
  });
});
