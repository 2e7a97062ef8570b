import { describe, expect, it } from "vitest";
import { inspectConfig } from "../../../lib/subjects/config/inspect.ts";

/** What is found in one entry, as `severity code place`. */
async function found(entry: unknown): Promise<string[]> {
  const findings = await inspectConfig({ mcpServers: { crm: entry } });
  return findings.map(({ severity, code, where }) => `${severity} ${code} ${where}`);
}

const http = (more: object): object => ({ type: "http", url: "https://h.example/mcp", ...more });
const node = (more: object): object => ({ command: "node", ...more });

describe("a server that Claude Code leaves out, or cannot start", () => {
  it.each<[string, unknown, string]>([
    ["a number in env", node({ env: { PORT: 3000 } }), "shape crm.env.PORT"],
    ["args as a text", node({ args: "-y x" }), "shape crm.args"],
    ["a time-out as a text", node({ timeout: "30s" }), "shape crm.timeout"],
    ["no time at all", node({ timeout: 0 }), "shape crm.timeout"],
    ["a part of a millisecond", http({ timeout: 1.5 }), "shape crm.timeout"],
    ["a switch as a text", node({ alwaysLoad: "yes" }), "shape crm.alwaysLoad"],
    ["a helper that is no text", http({ headersHelper: {} }), "shape crm.headersHelper"],
    ["OAuth as a switch", http({ oauth: false }), "shape crm.oauth"],
    ["a port as a text", http({ oauth: { callbackPort: "1" } }), "shape crm.oauth.callbackPort"],
    [
      "metadata without https",
      http({ oauth: { authServerMetadataUrl: "http://h.example" } }),
      "shape crm.oauth.authServerMetadataUrl",
    ],
    ["scopes as a list", http({ oauth: { scopes: ["a"] } }), "shape crm.oauth.scopes"],
    ["Zed's command", { command: { path: "node" } }, "shape crm.command"],
    ["opencode's command", { command: ["node"] }, "shape crm.command"],
    ["nothing", null, "shape crm"],
    ["another's socket", http({ url: "wss://h.example" }), "url crm"],
    ["a home", { command: "~/bin/server" }, "not-replaced crm"],
    ["a blank behind the program", { command: "node " }, "blanks crm.command"],
    [
      "lone backslashes that JSON takes",
      node({ args: ["C:\new\test.js"] }),
      "backslash crm.args[0]",
    ],
    [
      "one of them behind right ones",
      node({ env: { FILE: "C:\\Users\\me\notes" } }),
      "backslash crm.env.FILE",
    ],
  ])("%s is an error", async (_what, entry, finding) => {
    await expect(found(entry)).resolves.toEqual([`error ${finding}`]);
  });

  it("keeps no other's findings back", async () => {
    const mcpServers = {
      a: { command: "npx", args: "x" },
      b: { command: "npx -y x" },
      workspace: 0,
    };
    const findings = await inspectConfig({ mcpServers });
    expect(findings.map(({ code, where }) => `${code} ${where}`)).toEqual([
      "shape a.args",
      "shape workspace",
      "command-line b",
      "server-name workspace",
    ]);
  });

  it("is named where its name is one of JavaScript's own", async () => {
    const findings = await inspectConfig('{"mcpServers": {"__proto__": {"command": "node"}}}');
    expect(findings).toMatchObject([{ code: "server-name", where: "__proto__" }]);
  });

  it.each<[unknown, RegExp]>([
    [node({ env: { PORT: 3000 } }), /Put " around it/],
    [node({ timeout: "30s" }), /without quotes/],
    [{ serverUrl: "https://h.example/mcp" }, /"type": "http".*"url"/],
    [{ httpUrl: "https://h.example/mcp" }, /"type": "http".*"url"/],
  ])("%j is told what to write", async (entry, words) => {
    const [first] = await inspectConfig({ mcpServers: { crm: entry } });
    expect(first?.remedy).toMatch(words);
  });
});

describe("what other clients read, and Claude Code does not, is a warning that says what happens", () => {
  it.each<[string, unknown, RegExp]>([
    ["disabled", true, /starts the server/],
    ["cwd", "/srv", /project's folder/],
    ["alwaysAllow", ["read"], /settings/],
    ["envFile", ".env", /no file of variables/],
    ["transport", "sse", /another client's word/],
    ["enviroment", {}, /no such field/],
  ])("%s", async (name, value, words) => {
    const findings = await inspectConfig({ mcpServers: { crm: node({ [name]: value }) } });
    expect(findings).toMatchObject([{ code: "unknown-field", severity: "warning" }]);
    expect(findings[0]?.what).toMatch(words);
  });

  it("a blank around an argument too, since it is passed on", async () => {
    await expect(found(node({ args: [" x"] }))).resolves.toEqual(["warning blanks crm.args[0]"]);
  });

  it.each([
    http({ oauth: { clientId: "x", callbackPort: 8080, scopes: "a b", more: 1 } }),
    { type: "ws", url: "https://h.example/mcp" },
    node({ timeout: 60_000, alwaysLoad: true }),
    node({ args: ["-c", "a\n  b", "C:\\new\\test.js"] }),
    http({ headersHelper: "${CLAUDE_PLUGIN_ROOT}/h.sh" }),
  ])("and %j is fine", async (entry) => await expect(found(entry)).resolves.toEqual([]));
});

describe("a file that is another client's is called so", () => {
  it.each([
    ['{"context_servers": {"x": {"command": "n"}}}', '"context_servers"'],
    ['{"mcp_servers": {"x": {"command": "n"}}}', '"mcp_servers"'],
    ['{"MCPServers": {"x": {"command": "n"}}}', '"MCPServers"'],
    ['{"servers": {"x": {"command": "n"}}}', "VS Code"],
    ['{"command": "npx", "args": []}', "one server"],
    ['{"crm": {"command": "npx"}}', "at the top"],
    ['{"mcpServers": []}', "no servers"],
    ['[mcp_servers.x]\ncommand = "npx"\n', "TOML"],
    ["mcpServers:\n  - name: x\n", "YAML"],
    ["API_KEY=abc\n", "variables"],
    ["<!DOCTYPE html>\n<html>", "web page"],
    ['{\n<<<<<<< HEAD\n"mcpServers": {}\n=======\n"a": 1\n>>>>>>> main\n}', "merge"],
    ['{\n"mcpServers": {\n...\n}\n}', "dots"],
  ])("%j", async (text, words) => {
    const [first] = await inspectConfig(text);
    expect(first?.what).toContain(words);
  });
});

describe("no placeholder is", () => {
  it.each(["Bearer ${TOKEN}", "Bearer ${API_KEY}", "token ${GITHUB_TOKEN}", "${API_KEY}"])(
    "%s, which is filled in",
    async (text) =>
      await expect(found(http({ headers: { Authorization: text } }))).resolves.toEqual([]),
  );
});
