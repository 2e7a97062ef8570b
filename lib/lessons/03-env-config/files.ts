import { parse } from "dotenv";
import { z } from "zod";
import { expandConfig } from "../../subjects/config/expand.ts";
import { inspectConfig } from "../../subjects/config/inspect.ts";
import { readJson } from "../../subjects/config/json-text.ts";
import { type McpConfig, readMcpConfig } from "../../subjects/config/mcp-config.ts";
import { namesSecret } from "../../subjects/config/secret-names.ts";
import { isWrittenOut } from "../../subjects/config/secret-values.ts";
import { findSecrets } from "../../subjects/config/secrets.ts";
import { type FilesEvidence, judgeFiles } from "./files.judge.ts";
import { stageAll } from "../../notebook/staging.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** A project around the learner's three files. */
export interface Project {
  /** Files that hold a secret. */
  secret: Record<string, string>;
  /** Files that belong in the repository. */
  ordinary: Record<string, string>;
}

const PLANTED = "crm_live_NotARealKey0004";
export const DOTENV = `CRM_API_KEY=${PLANTED}\nCRM_BASE_URL=https://crm.example\n`;
export const REAL_CONFIG = JSON.stringify({
  mcpServers: { crm: { command: "node", env: { CRM_API_KEY: PLANTED } } },
});

const projects: readonly [Project, Project, Project] = [
  {
    secret: { ".env": DOTENV, ".mcp.json": REAL_CONFIG },
    ordinary: { "README.md": "# Sales\n", "package.json": "{}\n", "src/index.ts": "export {};\n" },
  },
  {
    secret: { ".env.local": DOTENV, ".env.production": DOTENV },
    ordinary: { "src/env.ts": "export {};\n", "docs/mcp.json.md": "# The config\n" },
  },
  {
    secret: {
      "apps/crm/.env": DOTENV,
      "apps/crm/.mcp.json": REAL_CONFIG,
      "apps/crm/.env.test": DOTENV,
    },
    ordinary: { "apps/crm/package.json": "{}\n", ".github/workflows/test.yml": "on: push\n" },
  },
];

const NAMES = [".mcp.json.example", ".env.example", ".gitignore"] as const;
type Texts = Record<(typeof NAMES)[number], string>;

const answered = z.object({
  ".mcp.json.example": z.string().catch(""),
  ".env.example": z.string().catch(""),
  ".gitignore": z.string().catch(""),
});

export const filesExamination: Examination = examination({
  variants: projects,
  async drive(answer, { workspace }, { secret, ordinary }): Promise<FilesEvidence> {
    const shape = await answer.shape();
    const texts: Texts = answered
      .catch({ ".mcp.json.example": "", ".env.example": "", ".gitignore": "" })
      .parse(shape.type === "value" ? shape.value : null);
    const staging = await stageAll({ ...secret, ...ordinary, ...given(texts) }, workspace);
    if (staging.status === "no-git") return staging;
    const planted = staging.paths.filter((path) => path in secret);
    return {
      status: "staged",
      staged: staging.paths,
      wanted: [...NAMES, ...Object.keys(ordinary)],
      secrets: [
        ...planted.map((path) => ({ path, what: "it holds a real key" })),
        ...(await secretsInExamples(texts)),
      ],
      ...(await completeness(texts)),
    };
  },
  judge: judgeFiles,
});

/** What was not given is not written, and so not committed. */
function given(texts: Texts): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ""));
}

/** Undefined where the text is not JSON. */
function readExample(texts: Texts): unknown {
  const read = readJson(texts[".mcp.json.example"]);
  return read.status === "json" ? read.value : undefined;
}

const isSecretFinding = (code: string): boolean =>
  code.startsWith("secret-") || code === "placeholder";

async function secretsInExamples(texts: Texts): Promise<{ path: string; what: string }[]> {
  const inConfig = (await inspectConfig(texts[".mcp.json.example"]))
    .filter(({ code }) => isSecretFinding(code))
    .map(({ where, what, at }) => ({
      path: ".mcp.json.example",
      what: `line ${at?.line}, column ${at?.column}, ${where}: ${what}`,
    }));
  const written = Object.entries(parse(texts[".env.example"]))
    .filter(([name, value]) => namesSecret(name) && value !== "")
    .map(([name, value]) => ({
      path: ".env.example",
      what: isWrittenOut(value)
        ? `${name} has what looks like a real value`
        : `${name} has a value, though it has to stay empty`,
    }));
  const scanned: { path: string; what: string }[] = [];
  for (const path of NAMES) {
    if ([...inConfig, ...written].some((found) => found.path === path)) continue;
    for (const { line, kind } of await findSecrets(texts[path])) {
      scanned.push({ path, what: `line ${line} looks like a secret (${kind})` });
    }
  }
  return [...inConfig, ...written, ...scanned];
}

type Completeness = Pick<
  Extract<FilesEvidence, { status: "staged" }>,
  "findings" | "crm" | "handsOn" | "unnamed"
>;

async function completeness(texts: Texts): Promise<Completeness> {
  const value = readExample(texts);
  const findings = (await inspectConfig(texts[".mcp.json.example"])).filter(
    ({ code, severity }) => severity === "error" && !isSecretFinding(code),
  );
  if (value === undefined) return { findings, crm: undefined, handsOn: [], unnamed: [] };
  const read = readMcpConfig(value);
  const config: McpConfig = read.status === "valid" ? read.config : { mcpServers: {} };
  const asked = new Set(
    expandConfig(config, {}, "claude-code").missing.map(({ variable }) => variable),
  );
  const named = parse(texts[".env.example"]);
  const filled = { CRM_API_KEY: "filled-in-key", CRM_BASE_URL: "filled-in-address" };
  const { crm } = expandConfig(config, filled, "claude-code").config.mcpServers;
  const written = config.mcpServers.crm?.env;
  return {
    findings,
    crm,
    handsOn: Object.entries(filled).map(([name, text]) => ({
      name,
      // A key that is written out is another check's matter.
      done: crm?.env?.[name] === text || (name === "CRM_API_KEY" && isLiteral(written?.[name])),
    })),
    unnamed: [...new Set([...asked, ...Object.keys(filled)])].filter((name) => !(name in named)),
  };
}

const isLiteral = (text: string | undefined): boolean =>
  text !== undefined && text !== "" && !text.includes("${");
