import { spawn } from "node:child_process";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { lab } from "../cli/lab.ts";
import { freePort } from "../cli/listen.ts";
import { temporaryFolder } from "../cli/temporary-project.ts";
import { startRealHub } from "../counterparts/real-hub.ts";
import { installServers, serverEntry } from "./suite.ts";

beforeAll(installServers);

const LOOPBACK_ONLY = join(import.meta.dirname, "..", "counterparts", "loopback-offline.cjs");

interface Report {
  counts: { error: number };
  findings: { rule: string; where: string }[];
}

/** What the doctor finds, as "rule: where". */
async function findingsOf(
  words: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<string[]> {
  const command = ["doctor-server", "--json", "--timeout", "120", ...words];
  const { code, stdout } = await lab(temporaryFolder(), command, env);
  const report: Report = JSON.parse(stdout);
  expect(code).toBe(report.counts.error > 0 ? 1 : 0);
  return [...new Set(report.findings.map(({ rule, where }) => `${rule}: ${where}`))];
}

/** Servers of SDK v1 answer a tool that is not there with a result, and know no server/discover. */
const OF_SDK_V1 = ["era-legacy-only: server/discover", "unknown-tool-code: tools/call"];

describe("servers that others wrote, on stdio", () => {
  it("everything has what all servers of SDK v1 have", async () => {
    expect(await findingsOf([process.execPath, serverEntry("everything")])).toEqual(OF_SDK_V1);
  });

  it("memory has no instructions", async () => {
    const env = { MEMORY_FILE_PATH: join(temporaryFolder(), "memory.jsonl") };
    const words = ["--env", "MEMORY_FILE_PATH", process.execPath, serverEntry("memory")];
    expect(new Set(await findingsOf(words, env))).toEqual(
      new Set([...OF_SDK_V1, "instructions-missing: initialize"]),
    );
  });

  it("filesystem shows system errors, and has two tools that look alike", async () => {
    const words = [process.execPath, serverEntry("filesystem"), temporaryFolder()];
    const leaks = [
      "read_file",
      "read_text_file",
      "read_media_file",
      "list_directory",
      "list_directory_with_sizes",
      "directory_tree",
      "search_files",
      "get_file_info",
    ].map((tool) => `error-leaks: ${tool}`);
    expect(new Set(await findingsOf(words))).toEqual(
      new Set([
        ...OF_SDK_V1,
        ...leaks,
        "tools-look-alike: list_directory_with_sizes",
        "instructions-missing: initialize",
      ]),
    );
  });
});

describe("servers that others wrote, over HTTP", () => {
  it("everything checks neither Host nor Origin", async () => {
    const port = await freePort();
    const child = spawn(
      process.execPath,
      ["--require", LOOPBACK_ONLY, serverEntry("everything"), "streamableHttp"],
      { env: { PORT: String(port) }, stdio: "ignore" },
    );
    onTestFinished(() => void child.kill("SIGKILL"));
    const url = `http://127.0.0.1:${port}/mcp`;
    await expect
      .poll(() =>
        fetch(url).then(
          ({ status }) => status,
          () => 0,
        ),
      )
      .toBeGreaterThan(0);
    expect(new Set(await findingsOf([url]))).toEqual(new Set([...OF_SDK_V1, "rebinding: HTTP"]));
  });

  it("the Hub's has a description that is cut, and says no more than that a fetch failed", async () => {
    const hub = await startRealHub();
    onTestFinished(() => hub.stop());
    expect(new Set(await findingsOf([hub.url]))).toEqual(
      new Set([
        "error-says-nothing: hf_fs",
        "description-long: hf_fs",
        "error-leaks: hub_repo_search",
      ]),
    );
  });
});
