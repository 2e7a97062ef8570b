import { describe, expect, it } from "vitest";
import { inspectConfig } from "../../../lib/subjects/config/inspect.ts";
import { namesSecret } from "../../../lib/subjects/config/secret-names.ts";

async function codes(entry: unknown, name = "crm"): Promise<string[]> {
  const findings = await inspectConfig({ mcpServers: { [name]: entry } });
  return findings.map(({ code, where }) => `${code} ${where}`);
}

describe("a config without a fault has no findings", () => {
  it.each([
    ["over stdio", { command: "node", args: ["x"], env: { CRM_API_KEY: "${CRM_API_KEY}" } }],
    [
      "over HTTP",
      { type: "http", url: "https://h/mcp", headers: { Authorization: "Bearer ${T}" } },
    ],
    ["with its other name", { type: "streamable-http", url: "https://h/mcp" }],
    ["with a default that is no secret", { command: "node", env: { REGION: "${REGION:-emea}" } }],
    ["with a path that is about a key", { command: "node", env: { KEY_FILE: "/run/key.pem" } }],
    ["with a program in a folder with a space", { command: "/opt/my tools/node" }],
    ["with every documented field", { command: "n", timeout: 5000, alwaysLoad: true, oauth: {} }],
  ])("%s", async (_about, entry) => {
    await expect(codes(entry)).resolves.toEqual([]);
  });
});

describe("what is amiss is found", () => {
  it.each([
    ["args as a text", { command: "node", args: "x" }, "shape crm.args"],
    ["a number in env", { command: "node", env: { N: 1 } }, "shape crm.env.N"],
    ["an address without a type", { url: "https://h" }, "url-without-type crm"],
    ["a type that is none", { type: "local", command: "node" }, "type crm"],
    ["no command", { args: ["x"] }, "command-missing crm"],
    ["no address", { type: "http" }, "url-missing crm"],
    ["a whole command line", { command: "node main.js" }, "command-line crm"],
    ["a misspelt field", { command: "node", enviroment: {} }, "unknown-field crm.enviroment"],
    [
      "a key written out",
      { command: "n", env: { CRM_API_KEY: "x" } },
      "secret-literal crm.env.CRM_API_KEY",
    ],
    [
      "a part of a key written out",
      { command: "n", env: { TOKEN: "abc${REST}" } },
      "secret-literal crm.env.TOKEN",
    ],
    [
      "a bearer written out",
      { type: "http", url: "https://h", headers: { Authorization: "Bearer x" } },
      "secret-literal crm.headers.Authorization",
    ],
    [
      "a default for a secret",
      { command: "n", env: { PASSWORD: "${DB_PASSWORD:-}" } },
      "secret-default crm.env.PASSWORD",
    ],
    [
      "a key among the args",
      { command: "n", args: ["--key=crm_live_NotARealKey0001"] },
      "secret-literal crm.args[0]",
    ],
    [
      "a password in an address",
      { type: "http", url: "https://me:hunter22@h.example/" },
      "secret-literal crm.url",
    ],
    ["VS Code's syntax", { command: "n", env: { A: "${env:A}" } }, "not-replaced crm.env.A"],
    ["a shell's syntax", { command: "n", args: ["$HOME/x"] }, "not-replaced crm.args[0]"],
  ])("%s", async (_about, entry, finding) => {
    await expect(codes(entry)).resolves.toEqual([finding]);
  });

  it.each(["workspace", "my crm"])("the name %s", async (name) => {
    await expect(codes({ command: "node" }, name)).resolves.toEqual([`server-name ${name}`]);
  });

  it.each([
    ["nothing", null],
    ["a list", []],
    ["VS Code's word", { servers: { crm: { command: "node" } } }],
  ])("no servers: %s", async (_about, config) => {
    const findings = await inspectConfig(config);
    expect(findings).toMatchObject([{ code: "shape", severity: "error", where: "" }]);
    expect(findings[0]?.what).toContain("mcpServers");
  });

  it("in sentences, with a remedy, and never with the secret", async () => {
    const secret = "crm_live_NotARealKey0002";
    const findings = await inspectConfig({
      mcpServers: { crm: { command: "n", args: [secret], env: { TOKEN: secret } } },
    });
    expect(findings).toHaveLength(2);
    for (const { what, remedy } of findings) {
      expect(what).toMatch(/\.$/);
      expect(remedy).toMatch(/\.$/);
    }
    expect(JSON.stringify(findings)).not.toContain(secret);
  });
});

describe("a name is a secret's", () => {
  it.each([
    "CRM_API_KEY",
    "HF_TOKEN",
    "db-password",
    "Authorization",
    "X-Api-Key",
    "CLIENT_SECRET",
  ])("%s", (name) => expect(namesSecret(name)).toBe(true));
  it.each([
    "MAX_TOKENS",
    "TOKENIZER",
    "KEYBOARD",
    "KEY_FILE",
    "TOKEN_URL",
    "CRM_BASE_URL",
    "monkey",
  ])("not: %s", (name) => expect(namesSecret(name)).toBe(false));
});
