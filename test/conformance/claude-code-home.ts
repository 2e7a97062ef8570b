import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { onTestFinished } from "vitest";
import { createMessagesApi } from "../../lib/services/messages-api/messages-api.ts";
import type { Decision, Situation } from "../../lib/services/messages-api/planner.ts";
import { serveMessagesApi } from "../../lib/services/messages-api/serve.ts";
import { DEFAULT_MODEL } from "../../lib/session/mode.ts";
import type { McpServerEntry } from "../../lib/subjects/config/mcp-config.ts";
import { claudeCode, serverScript } from "./host-runs.ts";

const run = promisify(execFile);

/** The entry of a server whose tools say by which word it was started, and what is in its environment. */
export function notesEntry(word: string, tools: readonly string[]): McpServerEntry {
  const listed = tools.map((name) => ({ name, inputSchema: { type: "object" } }));
  const found = ["TEAM", "SHELL_TOKEN"].map((name) => `${name}: process.env.${name} ?? ""`);
  const said = `{ startedBy: process.argv[1], ${found.join()} }`;
  const result = `{ content: [{ type: "text", text: JSON.stringify(${said}) }] }`;
  return { command: process.execPath, args: ["-e", serverScript(listed, result), word] };
}

/** What came of a prompt: the tools that the model was offered, and each call's result. */
export interface Prompted {
  offered: string[];
  results: { tool: string; isError: boolean; text: string }[];
}

/** A person's home and a project in it, both new and without a login, and the real Claude Code in them. */
export class ClaudeCodeHome {
  readonly home: string;
  readonly project: string;

  constructor() {
    const root = mkdtempSync(join(tmpdir(), "claude-code-"));
    onTestFinished(() => rmSync(root, { recursive: true, force: true, maxRetries: 5 }));
    [this.home, this.project] = [join(root, "home"), join(root, "project")];
    for (const folder of [this.home, this.project]) mkdirSync(folder);
  }

  /** Writes a file of the home or the project as JSON. */
  write(folder: "home" | "project", name: string, value: unknown): void {
    const file = join(this[folder], name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(value));
  }

  /** What `claude …` says. */
  async claude(words: readonly string[], env: Record<string, string> = {}): Promise<string> {
    const quiet = { CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: "1", DISABLE_AUTOUPDATER: "1" };
    const { PATH = "" } = process.env;
    const { entry } = claudeCode();
    const running = run(process.execPath, [entry, ...words], {
      cwd: this.project,
      env: { PATH, HOME: this.home, TERM: "dumb", ...quiet, ...env },
    });
    running.child.stdin?.end();
    return (await running).stdout;
  }

  /** Runs `claude -p` with a model that calls each MCP tool that it is offered, once. */
  async prompt(words: readonly string[] = [], env: Record<string, string> = {}): Promise<Prompted> {
    const prompted: Prompted = { offered: [], results: [] };
    const served = await serveMessagesApi(
      createMessagesApi({ decide: (situation) => callAll(situation, prompted) }),
    );
    try {
      await this.claude(["-p", "Go on.", "--model", DEFAULT_MODEL, ...words], {
        ENABLE_TOOL_SEARCH: "false",
        ANTHROPIC_BASE_URL: served.url,
        ANTHROPIC_API_KEY: "sk-ant-rehearsal-not-a-key",
        ...env,
      });
    } finally {
      await served.close();
    }
    return prompted;
  }
}

/** Claude Code's own tool for servers that are slow to connect. */
const WAIT = "WaitForMcpServers";

function callAll({ tools, steps }: Situation, prompted: Prompted): Decision {
  const mcp = tools.filter(({ name }) => name.startsWith("mcp__"));
  if (mcp.length > 0) prompted.offered = mcp.map(({ name }) => name).toSorted();
  prompted.results = steps
    .filter(({ tool }) => tool !== WAIT)
    .map(({ tool, isError, text }) => ({ tool, isError, text }));
  const called = new Set(steps.map(({ tool }) => tool));
  const wanted = tools.filter((tool) => tool.name === WAIT || mcp.includes(tool));
  const calls = wanted.flatMap((tool) => (called.has(tool.name) ? [] : [{ tool, input: {} }]));
  return calls.length > 0 ? { kind: "calls", calls } : { kind: "text", text: "That is all." };
}
