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

describe("what is wrong is found", () => {
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

  it.each([
    ["workspace", "error"],
    ["my crm", "warning"],
    ["crm.eu", "warning"],
  ])("the name %s, as %s", async (name, severity) => {
    const findings = await inspectConfig({ mcpServers: { [name]: { command: "node" } } });
    expect(findings).toMatchObject([{ code: "server-name", severity, where: name }]);
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

/** Made up when the test runs: no scanner is to take this file for a leak. */
const [hex, value] = ["0a1b2c3d4e5f6789".repeat(3), "aB3dE5gH7kM9".repeat(4)];
const http = (changes: object): object => ({
  type: "http",
  url: "https://h.example/mcp",
  ...changes,
});
const args = (...words: string[]): object => ({ command: "npx", args: words });
const env = (name: string, text: string): object => ({ command: "npx", env: { [name]: text } });

describe("a secret is found where configs have it", () => {
  it.each<[object, string]>([
    [args("--access-token", `sbp_${hex.slice(0, 40)}`), "args[1]"],
    [args(`--figma-api-key=figd_${value.slice(0, 40)}`), "args[0]"],
    [args("--header", `Authorization: Bearer ${value}`), "args[1]"],
    [env("AUTH_HEADER", `Bearer ${value}`), "env.AUTH_HEADER"],
    [http({ url: `https://h.example/mcp?api_key=${hex}` }), "url"],
    [http({ url: `https://h.example/mcp?token=${hex}` }), "url"],
    [http({ url: `https://h.example/mcp?tavilyApiKey=tvly-${value}` }), "url"],
    [http({ url: `https://h.example/api/mcp/s/${hex}/mcp` }), "url"],
    [http({ url: `https://me:ab/${value}@h.example/mcp` }), "url"],
    ...["PGPASSWORD", "DB_PASS", "MYSQL_PWD", "GITHUB_TOKENS", "accessToken"].map(
      (name): [object, string] => [env(name, "hunter22"), `env.${name}`],
    ),
    [http({ headersHelper: `echo '{"Authorization": "Bearer ${value}"}'` }), "headersHelper"],
    [http({ authorization_token: value }), "authorization_token"],
    ...[
      `glpat-${value}`,
      `AIza${value}`,
      `sk_live_${value}`,
      `ntn_${value}`,
      `figd_${value}`,
      `sbp_${hex}`,
      `tvly-${value}`,
      `BSA${value}`,
      `gsk_${value}`,
      `eyJ${value}.eyJ${value}.${value}`,
    ].map((kind): [object, string] => [env("REGION", kind), "env.REGION"]),
  ])("%j", async (entry, field) => {
    const found = (await codes(entry)).filter((code) => code.startsWith("secret-"));
    expect(found).toEqual([`secret-literal crm.${field}`]);
  });

  it("in VS Code's inputs, whatever else is in the file", async () => {
    const inputs = [{ type: "promptString", id: "key", password: true, default: value }];
    const findings = await inspectConfig({ inputs, mcpServers: {} });
    expect(findings).toMatchObject([{ code: "secret-literal", where: "inputs[0].default" }]);
    expect(findings[0]?.remedy).not.toContain("${");
  });

  it("in the first of two servers of one name, with line and column", async () => {
    const crm = JSON.stringify(env("TOKEN", value));
    const text = `{"mcpServers": {\n  "crm": ${crm},\n  "crm": {"command": "node"}\n}}`;
    const findings = await inspectConfig(text);
    expect(findings).toMatchObject([
      { code: "name-twice", where: "crm", at: { line: 3, column: 3 } },
      { code: "secret-literal", where: "crm.env.TOKEN", at: { line: 2, column: 42 } },
    ]);
    expect(JSON.stringify(findings)).not.toContain(value);
  });

  it("and who has written a variable is not told to write one", async () => {
    const [finding] = await inspectConfig({ mcpServers: { crm: env("TOKEN", "abc${REST}") } });
    expect(finding?.code).toBe("secret-literal");
    expect(finding?.remedy).not.toContain("${NAME}");
  });

  it.each(["${env:KEY}", "${KEY}", "Bearer ${KEY}", "{{KEY}}"])(
    "between the braces of %s, where a name belongs",
    async (written) => {
      const findings = await inspectConfig({
        mcpServers: { crm: http({ headers: { Authorization: written.replace("KEY", value) } }) },
      });
      const found = findings.filter(({ code }) => code === "secret-literal");
      expect(found).toMatchObject([{ where: "crm.headers.Authorization" }]);
      expect(found[0]?.remedy).toMatch(/Between the braces/);
      expect(JSON.stringify(findings)).not.toContain(value);
    },
  );

  it.each<[string, unknown]>([
    ["as a default in another dialect", env("REGION", `\${env:REGION:-glpat-${value}}`)],
    ["in a shell's command", args("-c", `$(echo ${value})`)],
    ["as a type", { type: value, command: "n" }],
    ["as a field", { command: "n", [value]: "x" }],
    ["as a variable's name", { command: "n", env: { [value]: "$HOME" } }],
    ["as the name of what is no text", { command: "n", env: { [value]: 1 } }],
  ])("and is not shown %s", async (_where, entry) => {
    const findings = await inspectConfig({ mcpServers: { crm: entry } });
    expect(findings).not.toEqual([]);
    expect(JSON.stringify(findings)).not.toContain(value);
  });

  it("and a name that is one is not shown", async () => {
    const findings = await inspectConfig({ mcpServers: { crm: env(`glpat-${value}`, "x") } });
    expect(findings.some(({ code }) => code === "secret-literal")).toBe(true);
    expect(JSON.stringify(findings)).not.toContain(value);
  });
});

describe("no secret is", () => {
  it.each([
    ...["ApiKey", "Key", "Bot", "SSWS"].map((scheme) =>
      http({ headers: { Authorization: `${scheme} \${X}` } }),
    ),
    http({ headers: { "Idempotency-Key": "${X}" } }),
    env("API_KEY", "${API_KEY}"),
    env("TOKEN", "${MY_TOKEN}"),
    http({ headers: { Authorization: "Bearer ${TOKEN}" } }),
    env("TOKEN_LIMIT", "4000"),
    env("TOKEN_TTL_SECONDS", "3600"),
    env("PRIMARY_KEY_COLUMN", "id"),
    env("POSTHOG_PUBLIC_KEY", `phc_${value}`),
    env("REQUIRE_TOKEN", "true"),
    env("GOOGLE_APPLICATION_CREDENTIALS", "/run/secrets/sa.json"),
    env("PROMPT", "Never answer with //ask:for@ in it"),
  ])("%j", async (entry) => await expect(codes(entry)).resolves.toEqual([]));

  it.each(["<your key>", "YOUR_API_KEY", "xxx", "changeme"])("%s", async (text) => {
    await expect(codes(env("API_KEY", text))).resolves.toEqual(["placeholder crm.env.API_KEY"]);
  });
});

describe("what a person mistypes is named", () => {
  it.each([
    ["npx -y @scope/server", "command-line crm"],
    ["uvx mcp-server-git", "command-line crm"],
    ["/usr/bin/node /srv/main.js", "command-line crm"],
    ["/opt/venv/bin/python -m server", "command-line crm"],
    ["docker run --rm -i mcp/x", "command-line crm"],
    ["node  main.js", "command-line crm"],
    ["cmd /c npx x", "command-line crm"],
    ["uv run --directory /srv server", "command-line crm"],
    ["LOG_LEVEL=debug npx server", "command-line crm"],
    ['"C:\\\\Program Files\\\\nodejs\\\\node.exe" main.js', "command-line crm"],
    ["C:\\\\Program Files\\\\nodejs\\\\node.exe main.js", "command-line crm"],
    ["${BIN}/node main.js", "command-line crm"],
    ["./server.sh --stdio", "command-line crm"],
    ["php artisan boost:mcp", "command-line crm"],
    ["  ", "command-missing crm"],
    ["", "command-missing crm"],
  ])("the command %j", async (command, finding) => {
    await expect(codes({ command })).resolves.toEqual([finding]);
  });

  it.each([
    "C:\\Program Files\\nodejs\\node.exe",
    "/Applications/My App.app/Contents/MacOS/server",
    "C:\\Program Files (x86)\\Acme Tools\\mcp server.exe",
    "/mnt/c/Program Files/nodejs/node.exe",
    "/opt/Application Support/Acme/server",
    "${HOME}/My Tools/server",
    "./my tools/server.sh",
  ])(
    "and not the program %s",
    async (command) => await expect(codes({ command })).resolves.toEqual([]),
  );

  it.each([
    "h.example/mcp",
    "https://h.example/my mcp",
    " https://h.example",
    "",
    "localhost:3000/mcp",
    "//h.example/mcp",
    "https:/h.example",
    "file:///srv/x",
    "ftp://h.example",
  ])("the url %j", async (url) => await expect(codes(http({ url }))).resolves.toEqual(["url crm"]));

  it.each([
    "${ HOME }",
    "${}",
    "%APPDATA%\\x",
    "$HOME/x",
    "$env:HOME",
    "${workspaceFolder}",
    "${workspaceFolder:api}",
    "${env:HOME}",
    "${input:key}",
    "${HOME:?}",
    "${A-B}",
    "${1X}",
    "{{X}}",
    "{env:HOME}",
    "$(pwd)/x",
    "%USERPROFILE%",
  ])(
    "the variable %s",
    async (text) => await expect(codes(args(text))).resolves.toEqual(["not-replaced crm.args[0]"]),
  );

  it.each([
    ["", "empty", 1, 1],
    ['{"mcpServers": {},\n}', "comma after the last", 2, 1],
    ['{\n  // mine\n  "mcpServers": {}}', "comment", 2, 3],
    [String.raw`{"command": "C:\Program"}`, "backslash", 1, 13],
    ['{"mcpServers": {}}\n{"mcpServers": {}}', "second block", 2, 1],
    ['{"mcpServers": {"a": {} "b": {}}}', "comma is missing", 1, 25],
    ["{'mcpServers': {}}", "double quotes", 1, 2],
    ['{"mcpServers": {}', "not closed", 1, 18],
  ])("the JSON %j", async (text, what, line, column) => {
    const findings = await inspectConfig(text);
    expect(findings).toMatchObject([{ code: "not-json", at: { line, column } }]);
    expect(findings[0]?.what).toMatch(new RegExp(what));
  });

  it.each([
    ["{mcpServers: {}}", "double quotes", 1, 2],
    ['{"a": NaN}', "nor a value", 1, 7],
    ['{"a": None}', "nor a value", 1, 7],
    ['{"a": 0x10}', "nor a value", 1, 8],
    ['{"a": .5}', "nor a value", 1, 7],
    ['{"a": 1,, "b": 2}', "double quotes", 1, 9],
    ['{"a": ,}', "value is missing", 1, 7],
    ['{"mcpServers": {"a": {"command": "no', "not closed", 1, 34],
    ['{"mcpServers": {"a":', "not closed", 1, 21],
    ['{"mcpServers": {"a": {},', "not closed", 1, 25],
    ['{\n  /* mine */\n  "mcpServers": {}}', "comment", 2, 3],
    ['{\n  # mine\n  "mcpServers": {}}', "comment", 2, 3],
    ['```json\n{"mcpServers": {}}\n```', "Markdown", 1, 1],
    ['{\n\u00A0\u00A0"mcpServers": {}}', "invisible", 2, 1],
    ["{“mcpServers”: {}}", "word processor", 1, 2],
    ['"mcpServers": {}', "outermost", 1, 13],
    ['{"mcpServers": {}}}', "more text follows", 1, 19],
    ['{"a": "x\ny"}', "not closed", 1, 7],
    ['{"a": "x\ty"}', "line break or a tab", 1, 7],
    [String.raw`{"a": "\u12"}`, "hex digits", 1, 7],
    ['{"a" "x"}', "colon", 1, 6],
    ['\uFEFF{"mcpServers": {},}', "comma after the last", 1, 19],
  ])("the JSON %j, too", async (text, what, line, column) => {
    const findings = await inspectConfig(text);
    expect(findings).toMatchObject([{ code: "not-json", at: { line, column } }]);
    expect(findings[0]?.what).toMatch(new RegExp(what));
  });

  it("with line and column, whatever it is", async () => {
    const text = `{
  "mcpServers": {
    "my crm": { "command": "node main.js", "enviroment": {} },
    "hub": {
      "type": "http",
      "url": "hub.example",
      "headers": { "A": "x", "A": "%TOKEN%" }
    },
    "workspace": { "args": ["a", "$HOME"] }
  }
}`;
    const findings = await inspectConfig(text);
    expect(findings.map(({ code, at }) => [code, at?.line, at?.column])).toEqual([
      ["server-name", 3, 5],
      ["command-line", 3, 5],
      ["unknown-field", 3, 44],
      ["url", 4, 5],
      ["not-replaced", 7, 30],
      ["server-name", 9, 5],
      ["command-missing", 9, 5],
      ["not-replaced", 9, 34],
      ["name-twice", 7, 30],
    ]);
    const shape = await inspectConfig('{"mcpServers":\n {"crm": {"args": ["x",\n 7]}}}');
    expect(shape).toMatchObject([
      { code: "shape", where: "crm.args[1]", at: { line: 3, column: 2 } },
    ]);
  });

  it("as the same name twice, at any depth", async () => {
    const inList = '{"mcpServers": {}, "inputs": [{"id": "a", "id": "b"}]}';
    await expect(inspectConfig(inList)).resolves.toMatchObject([
      { code: "name-twice", where: "inputs[0].id", at: { line: 1, column: 43 } },
    ]);
    const whole = '{"mcpServers": {},\n"mcpServers": {}}';
    await expect(inspectConfig(whole)).resolves.toMatchObject([
      { code: "name-twice", at: { line: 2, column: 1 } },
    ]);
  });

  it("nothing in a file that begins with a byte order mark", async () => {
    await expect(inspectConfig('\uFEFF{"mcpServers": {}}')).resolves.toEqual([]);
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
    "PGPASSWORD",
    "MYSQL_PWD",
    "DB_PASS",
    "GITHUB_TOKENS",
    "accessToken",
  ])("%s", (name) => expect(namesSecret(name)).toBe(true));
  it.each([
    "MAX_TOKENS",
    "TOKENIZER",
    "KEYBOARD",
    "KEY_FILE",
    "TOKEN_URL",
    "CRM_BASE_URL",
    "monkey",
    "TOKEN_LIMIT",
    "TOKEN_TTL_SECONDS",
    "PRIMARY_KEY_COLUMN",
    "POSTHOG_PUBLIC_KEY",
    "REQUIRE_TOKEN",
    "Idempotency-Key",
    "GOOGLE_APPLICATION_CREDENTIALS",
  ])("not: %s", (name) => expect(namesSecret(name)).toBe(false));
});
