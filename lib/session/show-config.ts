import { tmpdir } from "node:os";
import { LabError } from "../base/lab-error.ts";
import { drawFiles } from "../draw/commit.ts";
import { type DrawnText, drawTexts } from "../draw/expansion.ts";
import { runGit } from "../notebook/git.ts";
import { stageAll } from "../notebook/staging.ts";
import { expandConfig, referencesIn } from "../subjects/config/expand.ts";
import { fieldsOf } from "../subjects/config/fields.ts";
import type { McpConfig } from "../subjects/config/mcp-config.ts";
import { display } from "./display.ts";
import type { Environment } from "./environment.ts";

/**
 * Draws what Claude Code makes of a config in an environment: each text that holds a `$`, as it is
 * written and as the server gets it. Give it made-up values: it hides none.
 */
export function showExpansion(config: McpConfig, env: Environment): void {
  const { config: expanded, missing } = expandConfig(config, env, "claude-code");
  const texts = Object.entries(config.mcpServers).flatMap(([server, entry]) => {
    const after = fieldsOf(expanded.mcpServers[server] ?? {});
    return fieldsOf(entry).flatMap(({ name, text }, index): DrawnText[] => {
      if (!text.includes("$")) return [];
      const isUnset = missing.some((one) => one.server === server && one.field === name);
      const fate = isUnset ? "unset" : fateOf(text, env);
      const passedOn = after[index]?.text ?? "";
      return [{ place: `${server}.${name}`, written: text, passedOn, fate }];
    });
  });
  display(
    drawTexts("What the servers get", "The host replaces variables as it starts one.", texts),
  );
}

function fateOf(text: string, env: Environment): DrawnText["fate"] {
  const references = referencesIn(text);
  if (references.length === 0) return "unchanged";
  return references.some(({ name }) => env[name] === undefined) ? "default" : "replaced";
}

/** Files of a project that hold a key, and some that do not. */
const KEY = "crm_live_NotARealKey0004";
const AROUND = {
  secret: {
    ".mcp.json": JSON.stringify({ mcpServers: { crm: { env: { CRM_API_KEY: KEY } } } }),
    ".env": `CRM_API_KEY=${KEY}\n`,
    ".env.local": `CRM_API_KEY=${KEY}\n`,
    "apps/crm/.env": `CRM_API_KEY=${KEY}\n`,
  },
  ordinary: { "README.md": "# Sales\n", "src/index.ts": "export {};\n" },
};

/**
 * Draws which files real git would commit of a project with these files, beside some that hold a key and
 * some that everyone needs. It works in a temporary folder.
 *
 * @param files texts by path
 */
export async function drawCommit(
  files: Readonly<Record<string, string>>,
  title: string,
): Promise<void> {
  const all: Record<string, string> = { ...AROUND.secret, ...AROUND.ordinary, ...files };
  const staging = await stageAll(all, { folder: tmpdir(), git: runGit }).catch((error: unknown) => {
    if (error instanceof LabError) return error;
    throw error;
  });
  if (staging instanceof LabError) return console.log(`Nothing to draw. ${staging.message}`);
  if (staging.status === "no-git") return console.log(`Nothing to draw: ${staging.reason}.`);
  const drawn = Object.keys(all).map((path) => ({
    path,
    committed: staging.paths.includes(path),
    secret: path in AROUND.secret,
  }));
  display(drawFiles(title, drawn));
}
