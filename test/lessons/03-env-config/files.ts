import type { ExerciseAnswers } from "../exercise-answers.ts";

type Files = Record<".mcp.json.example" | ".env.example" | ".gitignore", string>;

const config = (changes: object = {}): string =>
  JSON.stringify({
    mcpServers: {
      crm: {
        command: "node",
        args: ["lib/dist/cli/main.js", "crm", "--stdio"],
        env: { CRM_API_KEY: "${CRM_API_KEY}", CRM_BASE_URL: "${CRM_BASE_URL}" },
        ...changes,
      },
    },
  });

const indented = (by: number | string): string => JSON.stringify(JSON.parse(config()), null, by);

const right: Files = {
  ".mcp.json.example": config(),
  ".env.example": "CRM_API_KEY=\nCRM_BASE_URL=\n",
  ".gitignore": ".mcp.json\n.env\n.env.*\n!.env.example\n",
};

const files = (changes: Partial<Files>): Files => ({ ...right, ...changes });
const ignoring = (...lines: string[]): Files => files({ ".gitignore": lines.join("\n") });

const filesRight: Record<string, Files> = {
  "ignores name by name": right,
  "ignores by one pattern": ignoring(
    "node_modules/",
    "# secrets",
    ".env*",
    "!.env.example",
    "**/.mcp.json",
  ),
  "comments and exports": files({
    ".env.example": "# the CRM\nexport CRM_API_KEY=\nCRM_BASE_URL=https://crm.example\nHF_TOKEN=\n",
  }),
  "ignores in any folder by two stars": ignoring(
    "**/.env",
    "**/.env.*",
    "**/.mcp.json",
    "!**/.env.example",
  ),
  "takes every example back": ignoring(".mcp.json", ".env*", "!*.example"),
  "ignores all that begins so, and takes examples back": ignoring(
    ".mcp.json*",
    ".env*",
    "!.mcp.json.example",
    "!.env.example",
  ),
  "has no line break at the end": files({
    ".gitignore": ".mcp.json\n.env\n.env.*\n!.env.example",
    ".env.example": "CRM_API_KEY=\nCRM_BASE_URL=",
  }),
  "has lines of Windows in .env.example": files({
    ".env.example": "CRM_API_KEY=\r\nCRM_BASE_URL=\r\n",
  }),
  "has comments and blank lines": ignoring(
    "# what nobody else needs",
    "",
    "node_modules",
    "dist/",
    "*.log",
    "",
    "# secrets",
    ".env",
    ".env.*",
    "!.env.example",
    ".mcp.json",
  ),
  "ignores by letters in brackets": ignoring("[.]mcp.json", ".env", ".env.*", "!.env.example"),
  "indents the config": files({ ".mcp.json.example": indented(2) }),
  "indents the config with tabs": files({ ".mcp.json.example": indented("\t") }),
  "ends the config with a line break": files({ ".mcp.json.example": `${config()}\n` }),
  "says the type": files({ ".mcp.json.example": config({ type: "stdio" }) }),
  "puts empty quotes": files({ ".env.example": "CRM_API_KEY=\"\"\nCRM_BASE_URL=''\n" }),
  "says behind a # what belongs there": files({
    ".env.example":
      "CRM_API_KEY= # from the IT office\nCRM_BASE_URL= # such as https://crm.example\n",
  }),
  "leaves the address out of its order": files({
    ".env.example": "\nCRM_BASE_URL=https://crm.example\n\nCRM_API_KEY=\n",
  }),
  "names more than it must": files({
    ".env.example": "CRM_API_KEY=\nCRM_BASE_URL=\nREGION=emea\nLOG_LEVEL=warn\n",
  }),
  "starts from the project's folder": files({
    ".mcp.json.example": config({
      args: ["${CLAUDE_PROJECT_DIR:-.}/lib/dist/cli/main.js", "crm", "--stdio"],
    }),
  }),
  "has a default for the address": files({
    ".mcp.json.example": config({
      env: {
        CRM_API_KEY: "${CRM_API_KEY}",
        CRM_BASE_URL: "${CRM_BASE_URL:-http://127.0.0.1:8788}",
      },
    }),
  }),
};

const filesWrong: [check: string, mistake: string, answer: Files, advice?: RegExp][] = [
  [
    "03.3.no-secret",
    "forgets .mcp.json",
    ignoring(".env", ".env.*", "!.env.example"),
    /Ignore \.mcp\.json/,
  ],
  [
    "03.3.no-secret",
    "forgets .env.local and its like",
    ignoring(".mcp.json", ".env"),
    /every \.env\.something/,
  ],
  [
    "03.3.no-secret",
    "writes a placeholder into .env.example",
    files({ ".env.example": "CRM_API_KEY=your-api-key-here\nCRM_BASE_URL=\n" }),
    /stays empty/,
  ],
  [
    "03.3.no-secret",
    "writes what belongs there into .env.example",
    files({ ".env.example": "CRM_API_KEY=<your key>\nCRM_BASE_URL=\n" }),
    /stays empty/,
  ],
  ["03.3.no-secret", "takes every .env back", ignoring(".mcp.json", ".env", ".env.*", "!.env*")],
  [
    "03.3.no-secret",
    "ignores in the root only",
    ignoring("/.mcp.json", "/.env", "/.env.*", "!.env.example"),
    /without a slash/,
  ],
  [
    "03.3.no-secret",
    "pastes a key into .env.example",
    files({ ".env.example": "CRM_API_KEY=crm_live_NotARealKey0013\nCRM_BASE_URL=\n" }),
  ],
  [
    "03.3.no-secret",
    "pastes another kind of key",
    files({ ".env.example": "CRM_API_KEY=8f14e45fceea167a\nCRM_BASE_URL=\n" }),
  ],
  [
    "03.3.no-secret",
    "writes the key into the example",
    files({
      ".mcp.json.example": config({ env: { CRM_API_KEY: "abc", CRM_BASE_URL: "${CRM_BASE_URL}" } }),
    }),
  ],
  ["03.3.committed", "ignores .env.example too", ignoring(".mcp.json", ".env*")],
  [
    "03.3.committed",
    "takes it back before it is ignored",
    ignoring("!.env.example", ".env*", ".mcp.json"),
  ],
  [
    "03.3.committed",
    "ignores both examples",
    ignoring(".mcp.json*", ".env", ".env.*", "!.env.example"),
  ],
  [
    "03.3.committed",
    "ignores everything but the examples",
    ignoring("*", "!.gitignore", "!*.example"),
  ],
  [
    "03.3.complete",
    "leaves a variable out of .env.example",
    files({ ".env.example": "CRM_API_KEY=\n" }),
  ],
  [
    "03.3.complete",
    "leaves a variable out of env",
    files({ ".mcp.json.example": config({ env: { CRM_API_KEY: "${CRM_API_KEY}" } }) }),
  ],
  [
    "03.3.complete",
    "has a comma too many",
    files({ ".mcp.json.example": config().replace(/\}$/, ",}") }),
    /JSON\.stringify makes the text/,
  ],
  [
    "03.3.complete",
    "asks for a variable under another name",
    files({
      ".mcp.json.example": config({
        env: { CRM_API_KEY: "${CRM_KEY}", CRM_BASE_URL: "${CRM_BASE_URL}" },
      }),
    }),
  ],
  [
    "03.3.complete",
    "forgets --stdio",
    files({ ".mcp.json.example": config({ args: ["lib/dist/cli/main.js", "crm"] }) }),
  ],
];

const byHeart = ignoring(
  "/.mcp.json",
  "/.env",
  "/.env.local",
  "/.env.production",
  "/apps/crm/.env",
  "/apps/crm/.mcp.json",
  "/apps/crm/.env.test",
);

export const answers: ExerciseAnswers = {
  exercise: "03.3",
  right: filesRight,
  wrong: filesWrong,
  byHeart,
  equivalent: [
    {
      reason: "Nobody asks for node_modules, which the project of the check does not have.",
      mutants: [
        'line-dropped: ".gitignore": "node_modules/\\n.mcp.json\\n.env\\n.env.*\\n!.env.example\\n", → ".gitignore": ".mcp.json\\n.env\\n.env.*\\n!.env.example\\n",',
      ],
    },
    {
      reason: "An address may have a default.",
      mutants: [
        'default-added: "CRM_BASE_URL": "\\${CRM_BASE_URL}" → "CRM_BASE_URL": "\\${CRM_BASE_URL:-none}"',
      ],
    },
  ],
};
