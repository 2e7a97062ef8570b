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
  "has a default for the address": crm({
    env: { ...env, CRM_BASE_URL: "${CRM_BASE_URL:-http://127.0.0.1:8788}" },
  }),
  "has another server beside it": {
    mcpServers: { hub: { type: "http", url: "https://huggingface.co/mcp" }, crm: entry },
  },
  "has one beside it whose name has a blank": {
    mcpServers: { "my notes": { command: "npx", args: ["-y", "notes-mcp"] }, crm: entry },
  },
};

const configWrong: [check: string, mistake: string, answer: unknown][] = [
  [
    "03.1.valid",
    "writes the command line in one text",
    crm({ command: "node lib/dist/cli/main.js" }),
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
  ["03.1.variables", "forgets the address", crm({ env: { CRM_API_KEY: "${CRM_API_KEY}" } })],
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
  ],
  [
    "03.1.variables",
    "writes as a shell does",
    crm({ env: { ...env, CRM_BASE_URL: "$CRM_BASE_URL" } }),
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
