import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { userInfo } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, describe, expect, it } from "vitest";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { MAIN, PROJECT, temporaryFolder } from "../cli/temporary-project.ts";
import { SHAPES } from "./host-runs.ts";

/** A key that a person has in the environment, and a home with what Claude Code keeps in one. */
const KEY = "sk-ant-a-persons-own-key";
const HOME_FILES = [
  ".claude.json",
  ".claude/settings.json",
  ".claude/.credentials.json",
  ".bashrc",
];

describe("lab host, with every access to a file and every connection recorded", () => {
  const whenOver = whenFileIsOver();
  let home = "";
  let stdout = "";
  let lines: string[] = [];

  beforeAll(async () => {
    home = temporaryFolder(undefined, whenOver);
    for (const file of HOME_FILES) {
      mkdirSync(dirname(join(home, file)), { recursive: true });
      writeFileSync(join(home, file), "{}");
    }
    const record = join(temporaryFolder(undefined, whenOver), "strace");
    const traced = ["-f", "-qq", "-s", "4096", "-v", "-e", "trace=%file,connect", "-o", record];
    const words = [...traced, process.execPath, MAIN, "host", "--config", SHAPES, "--json"];
    const path = `${dirname(process.execPath)}:/usr/bin:/bin`;
    const env = { PATH: path, HOME: home, ANTHROPIC_API_KEY: KEY, CLAUDE_CONFIG_DIR: home };
    ({ stdout } = await promisify(execFile)("strace", words, { cwd: "/", env }));
    lines = readFileSync(record, "utf8").split("\n");
  });

  /** The files that were looked at; what a program is started with is told apart. */
  const paths = (): string[] =>
    lines
      .filter((line) => !line.includes("execve("))
      .flatMap((line) => [...line.matchAll(/"(\/[^"]*)"/g)].map(([, path = ""]) => path));

  it("has recorded what Claude Code did", () => {
    expect(JSON.parse(stdout).seen).not.toEqual([]);
    expect(paths().some((path) => /mcp-lab-host-\w+\/home\/\.claude/.test(path))).toBe(true);
  });

  it("looks at nothing in the person's home", () => {
    expect(paths().filter((path) => path.startsWith(home))).toEqual([]);
    // Not by the name that the system knows it by, either; the lab and Node may lie in it.
    const own = userInfo().homedir;
    const allowed = [PROJECT, dirname(dirname(process.execPath))];
    const others = paths().filter(
      (path) => path.startsWith(`${own}/`) && !allowed.some((one) => path.startsWith(one)),
    );
    expect(others).toEqual([]);
  });

  it("hands neither the person's key nor their settings to Claude Code", () => {
    const [lab, ...others] = lines.filter((line) => line.includes("execve("));
    expect(lab).toContain(KEY);
    expect(others.some((line) => line.includes("ANTHROPIC_API_KEY="))).toBe(true);
    expect(others.filter((line) => line.includes(KEY) || line.includes(home))).toEqual([]);
  });

  it("connects to this machine only", () => {
    const addresses = lines
      .filter((line) => /connect\(\d/.test(line) && line.includes("sa_family=AF_INET"))
      .map((line) => /"([^"]+)"/.exec(line)?.[1]);
    expect(addresses.length).toBeGreaterThan(0);
    expect(addresses.filter((address) => !/^(127\.0\.0\.1|::1)$/.test(address ?? ""))).toEqual([]);
  });
});
