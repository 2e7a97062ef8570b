import type { ExerciseAnswers } from "../exercise-answers.ts";

const args = ["lib/dist/cli/main.js", "crm", "--stdio"];
const env = { CRM_API_KEY: "${CRM_API_KEY}", CRM_BASE_URL: "${CRM_BASE_URL}" };
const entry = { command: "node", args, env };

const crm = (changes: object): unknown => ({ mcpServers: { crm: { ...entry, ...changes } } });

const configRight: Record<string, unknown> = {
  "is as short as can be": crm({}),
  "says the type": crm({ type: "stdio" }),
  "starts from the project's folder": crm({
    args: ["${CLAUDE_PROJECT_DIR:-.}/lib/dist/cli/main.js", "crm", "--stdio"],
  }),
  "orders its fields otherwise": {
    mcpServers: { crm: { env: { ...env }, args: [...args], command: "node" } },
  },
  "names the address first": crm({
    env: { CRM_BASE_URL: "${CRM_BASE_URL}", CRM_API_KEY: "${CRM_API_KEY}" },
  }),
  "starts from where it is": crm({ args: ["./lib/dist/cli/main.js", "crm", "--stdio"] }),
  "starts from a folder of its own": crm({
    args: ["/srv/lab/lib/dist/cli/main.js", "crm", "--stdio"],
  }),
  "starts from a folder in a variable": crm({
    args: ["${LAB:-/srv/lab}/lib/dist/cli/main.js", "crm", "--stdio"],
  }),
  "has a time limit": crm({ timeout: 30_000 }),
  "hands on the region, too": crm({ env: { ...env, REGION: "${REGION:-emea}" } }),
  "sets what is no secret": crm({ env: { ...env, NODE_ENV: "production", LOG_LEVEL: "warn" } }),
  "hands on a token for the Hub": crm({ env: { ...env, HF_TOKEN: "${HF_TOKEN}" } }),
  "has an empty default for the address": crm({
    env: { ...env, CRM_BASE_URL: "${CRM_BASE_URL:-}" },
  }),
  "has a server with a header beside it": {
    mcpServers: {
      crm: entry,
      hub: {
        type: "http",
        url: "https://huggingface.co/mcp",
        headers: { Authorization: "Bearer ${HF_TOKEN}" },
      },
    },
  },
  "has two beside it": {
    mcpServers: {
      files: { command: "npx", args: ["-y", "files-mcp", "."] },
      crm: entry,
      notes: { command: "uvx", args: ["notes-mcp"], env: { NOTES_TOKEN: "${NOTES_TOKEN}" } },
    },
  },
  "is made of JSON": JSON.parse(JSON.stringify(crm({}))),
  "is made of pairs": {
    mcpServers: Object.fromEntries([
      [
        "crm",
        {
          ...entry,
          env: Object.fromEntries(Object.keys(env).map((name) => [name, `\${${name}}`])),
        },
      ],
    ]),
  },
  "splits its words": crm({ args: "lib/dist/cli/main.js crm --stdio".split(" ") }),
  "has a default for the address": crm({
    env: { ...env, CRM_BASE_URL: "${CRM_BASE_URL:-http://127.0.0.1:8788}" },
  }),
  "has another server beside it": {
    mcpServers: { hub: { type: "http", url: "https://huggingface.co/mcp" }, crm: entry },
  },
  "has some beside it whose variables have plain names": {
    mcpServers: {
      crm: entry,
      hub: {
        type: "http",
        url: "https://huggingface.co/mcp",
        headers: { Authorization: "Bearer ${TOKEN}" },
      },
      notes: { command: "npx", args: ["-y", "notes-mcp"], env: { API_KEY: "${API_KEY}" } },
    },
  },
  "has one beside it whose name has a blank": {
    mcpServers: { "my notes": { command: "npx", args: ["-y", "notes-mcp"] }, crm: entry },
  },
};

const configWrong: [check: string, mistake: string, answer: unknown, advice?: RegExp][] = [
  [
    "03.1.variables",
    "calls the variables otherwise",
    crm({ env: { CRM_API_KEY: "${API_KEY}", CRM_BASE_URL: "${BASE_URL}" } }),
    /That is another variable/,
  ],
  [
    "03.1.valid",
    "writes the command line in one text",
    crm({ command: "node lib/dist/cli/main.js" }),
    /every word after the first into args/,
  ],
  ["03.1.valid", "gives one text as args", crm({ args: ["lib/dist/cli/main.js crm --stdio"] })],
  ["03.1.valid", "forgets --stdio", crm({ args: args.slice(0, 2) })],
  ["03.1.valid", "makes up a type", crm({ type: "local" })],
  ["03.1.valid", "starts the page's script", crm({ args: ["./mcp-servers/crm-server.js"] })],
  ["03.1.no-secret", "writes the key out", crm({ env: { ...env, CRM_API_KEY: "abc" } })],
  [
    "03.1.no-secret",
    "writes a key of the CRM out",
    crm({ env: { ...env, CRM_API_KEY: "crm_live_NotARealKey0012" } }),
  ],
  [
    "03.1.no-secret",
    "leaves a token in another place",
    crm({ env: { ...env, HUB: "hf_NotARealTokenNotARealToken00" } }),
  ],
  ["03.1.no-secret", "writes a placeholder", crm({ env: { ...env, CRM_API_KEY: "YOUR_KEY" } })],
  [
    "03.1.no-default",
    "has an empty default",
    crm({ env: { ...env, CRM_API_KEY: "${CRM_API_KEY:-}" } }),
  ],
  [
    "03.1.no-default",
    "has a word as default",
    crm({ env: { ...env, CRM_API_KEY: "${CRM_API_KEY:-none}" } }),
  ],
  [
    "03.1.no-default",
    "has a default that is a key",
    crm({ env: { ...env, CRM_API_KEY: "${CRM_API_KEY:-changeme}" } }),
  ],
  [
    "03.1.variables",
    "forgets the address",
    crm({ env: { CRM_API_KEY: "${CRM_API_KEY}" } }),
    /process\.env\.CRM_BASE_URL is read now/,
  ],
  [
    "03.1.variables",
    "reads the environment of the notebook",
    crm({ env: { CRM_API_KEY: process.env["NOBODY_SET_THIS"], CRM_BASE_URL: "${CRM_BASE_URL}" } }),
    /the text "\$\{CRM_API_KEY\}"/,
  ],
  [
    "03.1.variables",
    "writes the name in the form of another program",
    crm({ env: { ...env, CRM_BASE_URL: "${env:CRM_BASE_URL}" } }),
    /nothing but the name/,
  ],
  [
    "03.1.variables",
    "writes a template's braces",
    crm({ env: { ...env, CRM_BASE_URL: "{{CRM_BASE_URL}}" } }),
  ],
  [
    "03.1.variables",
    "leaves the key empty, to be filled in",
    crm({ env: { ...env, CRM_API_KEY: "" } }),
  ],
  ["03.1.variables", "has no env", crm({ env: undefined })],
  [
    "03.1.variables",
    "uses another variable",
    crm({ env: { ...env, CRM_API_KEY: "${SALES_CRM_KEY}" } }),
    /another variable/,
  ],
  [
    "03.1.variables",
    "swaps them",
    crm({ env: { CRM_API_KEY: "${CRM_BASE_URL}", CRM_BASE_URL: "${CRM_API_KEY}" } }),
  ],
  [
    "03.1.variables",
    "writes the address out",
    crm({ env: { ...env, CRM_BASE_URL: "https://crm.example" } }),
    /the same for everybody/,
  ],
  [
    "03.1.variables",
    "writes as a shell does",
    crm({ env: { ...env, CRM_BASE_URL: "$CRM_BASE_URL" } }),
    /with braces/,
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "03.1",
  right: configRight,
  wrong: configWrong,
  equivalent: [
    {
      reason: "An address may have a default.",
      mutants: [
        'default-added: CRM_BASE_URL: "${CRM_BASE_URL}", → CRM_BASE_URL: "${CRM_BASE_URL:-none}",',
      ],
    },
  ],
};
