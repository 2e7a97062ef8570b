import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import { chooseServer } from "../../lib/cli/host/choose-server.ts";
import {
  CLAUDE_CODE_VERSION,
  claudeCodeFolder,
  installClaudeCode,
} from "../../lib/cli/host/claude-code.ts";
import { tapServer } from "../../lib/cli/host/tap-server.ts";
import { whenTestIsOver } from "./clean-ups.ts";
import { lab } from "./lab.ts";
import { pathWith, temporaryFolder, temporaryProject } from "./temporary-project.ts";

/** Writes a config; the folder is a project without a Claude Code. */
function projectWith(servers: object): string {
  const root = temporaryProject({ packages: false });
  writeFileSync(join(root, ".mcp.json"), JSON.stringify({ mcpServers: servers }));
  return root;
}

const one = { command: "node", args: ["${SCRIPT:-one.js}"], env: { KEY: "${A_KEY}" } };

describe("without Claude Code in the lab", () => {
  it("says the command that fetches it", async () => {
    const said = await lab(projectWith({ one }), ["host"]);
    expect(said).toMatchObject({ code: 2, stdout: "" });
    expect(said.stderr).toContain(
      `Claude Code ${CLAUDE_CODE_VERSION} is not installed in the lab.`,
    );
    expect(said.stderr).toContain("npm run lab -- host --install");
  });

  it("says which version there is where it is another one", async () => {
    const root = projectWith({ one });
    const home = join(claudeCodeFolder(root), "node_modules", "@anthropic-ai", "claude-code");
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, "package.json"), '{"version":"2.0.1"}');
    writeFileSync(join(home, "cli-wrapper.cjs"), "");
    const { code, stderr } = await lab(root, ["host"]);
    expect(code).toBe(2);
    expect(stderr).toContain("Claude Code 2.0.1 is installed");
  });
});

/** Lets a script stand for npm; the folder in which Claude Code is wanted. */
function withNpm(script: string): string {
  const path = pathWith({ npm: script });
  vi.stubEnv("PATH", `${path}:/usr/bin:/bin`);
  whenTestIsOver(() => vi.unstubAllEnvs());
  return join(temporaryFolder(), "claude-code");
}

describe("fetching Claude Code", () => {
  const installing = [
    "mkdir -p node_modules/@anthropic-ai/claude-code && cd node_modules/@anthropic-ai/claude-code",
    'touch cli-wrapper.cjs && echo \'{"version":"1.2.3"}\' > package.json',
  ].join(" && ");

  it("puts it into the folder as a whole, and only once", async () => {
    const folder = withNpm(installing);
    const installed = await installClaudeCode(folder, "1.2.3");
    expect(installed).toEqual({
      version: "1.2.3",
      entry: join(folder, "node_modules", "@anthropic-ai", "claude-code", "cli-wrapper.cjs"),
    });
    vi.stubEnv("PATH", "");
    expect(await installClaudeCode(folder, "1.2.3")).toEqual(installed);
    expect(readdirSync(dirname(folder))).toEqual(["claude-code"]);
  });

  it("says that npm could not, and leaves nothing half fetched", async () => {
    const folder = withNpm("mkdir node_modules; exit 1");
    await expect(installClaudeCode(folder, "1.2.3")).rejects.toMatchObject({
      code: "host-not-fetched",
    });
    expect(readdirSync(dirname(folder))).toEqual([]);
  });
});

describe("the server", () => {
  it.each([
    [
      "is asked for where there are several",
      { one, two: one },
      [],
      'Choose one with --server: "one", "two"',
    ],
    ["is not there", { one }, ["--server", "tow"], 'There is no server "tow"'],
    ["is none where there is none", {}, [], "There are 0 servers"],
  ])("%s", async (_case, servers, words, expected) => {
    const { code, stderr } = await lab(projectWith(servers), ["host", ...words]);
    expect(code).toBe(2);
    expect(stderr).toContain(expected);
  });

  it("gets the variables that its entry names, and no others", () => {
    const path = join(projectWith({ one }), ".mcp.json");
    const env = { A_KEY: "secret-value", OTHER: "x", SCRIPT: "two.js" };
    expect(chooseServer(path, undefined, env)).toMatchObject({
      name: "one",
      variables: { A_KEY: "secret-value", SCRIPT: "two.js" },
      missing: [],
      expanded: { args: ["two.js"] },
      secrets: expect.arrayContaining(["secret-value"]),
    });
    expect(chooseServer(path, undefined, {})).toMatchObject({ variables: {}, missing: ["A_KEY"] });
  });

  it("has what its config says of a person's HOME, and never their key", async () => {
    const entry = { command: "node", args: ["${HOME}/s.js", "${ANTHROPIC_API_KEY}", "${A_KEY}"] };
    const path = join(projectWith({ one: entry }), ".mcp.json");
    const env = { HOME: "/people/ada", ANTHROPIC_API_KEY: "sk-ant-own", A_KEY: "k" };
    const { entry: tapped } = await tapServer(chooseServer(path, "one", env), "record", () => {});
    expect(tapped.args?.slice(-3)).toEqual([
      "/people/ada/s.js",
      "${ANTHROPIC_API_KEY}",
      "${A_KEY}",
    ]);
  });

  it.each([
    ["a kind that is not known", { type: "ws", url: "ws://127.0.0.1:1/" }],
    ["no address", { type: "http", url: "${NOT_SET}" }],
    ["neither command nor address", {}],
  ])("is refused with %s", async (_case, entry) => {
    const path = join(projectWith({ odd: entry }), ".mcp.json");
    await expect(
      tapServer(chooseServer(path, "odd", {}), join(temporaryFolder(), "record"), () => {}),
    ).rejects.toMatchObject({ code: "host-server-kind" });
  });
});

it("refuses a call whose input is no JSON object", async () => {
  const { code, stderr } = await lab(projectWith({ one }), ["host", "--tool", "find={id:1}"]);
  expect(code).toBe(2);
  expect(stderr).toContain("Write a tool's name");
});
