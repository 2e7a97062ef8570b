import { readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { ClaudeCodeHome, notesEntry } from "./claude-code-home.ts";
import { claudeCode } from "./host-runs.ts";

beforeAll(claudeCode);

const SCOPES = ["project", "user", "local"] as const;
type Scope = (typeof SCOPES)[number];

const entryOf = (scope: string) => notesEntry(scope, ["search_notes"]);

/** A home and a project with the server `notes` in these scopes; only the project's entry has an `env`. */
function withNotes(scopes: readonly Scope[]): ClaudeCodeHome {
  const claude = new ClaudeCodeHome();
  const file = (scope: Scope, env?: object): object =>
    scopes.includes(scope) ? { mcpServers: { notes: { ...entryOf(scope), env } } } : {};
  claude.write("project", ".mcp.json", { mcpServers: {}, ...file("project", { TEAM: "sales" }) });
  const projects = { [claude.project]: file("local") };
  claude.write("home", ".claude.json", { ...file("user"), projects });
  return claude;
}

/** What the tool of the server that is started says: who started it, and its environment. */
async function startedIn(claude: ClaudeCodeHome, env = {}): Promise<Record<string, string>> {
  const { results } = await claude.prompt(["--allowedTools", "mcp__notes"], env);
  return JSON.parse(/\{.*?\}/s.exec(results[0]?.text ?? "")?.[0] ?? "{}");
}

const read = (...path: string[]): unknown => JSON.parse(readFileSync(join(...path), "utf8"));
const modeOf = (...path: string[]): number => statSync(join(...path)).mode & 0o777;

/** A home and a project in which `claude mcp add` added `notes` to a scope, with a variable. */
async function add(scope: Scope): Promise<ClaudeCodeHome> {
  const claude = new ClaudeCodeHome();
  const words = ["--scope", scope, "--env", "KEY=as-it-is", "--", "notes", "node"];
  await claude.claude(["mcp", "add", ...words]);
  return claude;
}

describe("claude mcp add --env", () => {
  const added = { mcpServers: { notes: { env: { KEY: "as-it-is" } } } };

  it("writes the value itself into .mcp.json, which others may read as any file", async () => {
    const { project } = await add("project");
    writeFileSync(join(project, "other.json"), "{}");
    expect(read(project, ".mcp.json")).toMatchObject(added);
    expect(modeOf(project, ".mcp.json")).toBe(modeOf(project, "other.json"));
  });

  it.each(["user", "local"] as const)(
    "writes the value itself into ~/.claude.json for scope %s, which nobody else may read",
    async (scope) => {
      const { home, project } = await add(scope);
      const file = scope === "user" ? added : { projects: { [project]: added } };
      expect(read(home, ".claude.json")).toMatchObject(file);
      expect(modeOf(home, ".claude.json")).toBe(0o600);
    },
  );
});

describe("a server's name in several scopes", () => {
  it.each([
    [SCOPES, "local", ""],
    [["project", "user"], "project", "sales"],
    [["user"], "user", ""],
  ] as const)("of %j, %s starts, and nothing is merged", async (scopes, startedBy, TEAM) => {
    expect(await startedIn(withNotes(scopes))).toMatchObject({ startedBy, TEAM });
  });

  it("is the user's as long as the project's is not approved, except with -p", async () => {
    const claude = withNotes(["project", "user"]);
    expect(await claude.claude(["mcp", "list"])).toMatch(/ user - .*Connected/);
    expect(await startedIn(claude)).toMatchObject({ startedBy: "project" });
  });

  it("is the user's where the project's is disabled, with -p, too", async () => {
    const claude = withNotes(["project", "user"]);
    claude.write("project", ".claude/settings.json", { disabledMcpjsonServers: ["notes"] });
    expect(await startedIn(claude)).toMatchObject({ startedBy: "user" });
  });
});

describe("a project's server", () => {
  const USER = { enabledMcpjsonServers: ["notes"] };
  it.each([
    ["waits for approval", {}, {}, "Pending approval"],
    ["is approved by its name in the user's settings", USER, {}, "Connected"],
    ["is approved with all", { enableAllProjectMcpServers: true }, {}, "Connected"],
    ["is not approved by the project's own settings", {}, USER, "Pending approval"],
    [
      "is not approved with all by these",
      {},
      { enableAllProjectMcpServers: true },
      "Pending approval",
    ],
  ])("%s", async (_what, user, project, state) => {
    const claude = withNotes(["project"]);
    claude.write("home", ".claude/settings.json", user);
    claude.write("project", ".claude/settings.json", project);
    expect(await claude.claude(["mcp", "list"])).toMatch(new RegExp(` project - .*${state}`));
  });

  it("is approved by the project's own settings once the folder is trusted", async () => {
    const claude = withNotes(["project"]);
    const trusted = { projects: { [claude.project]: { hasTrustDialogAccepted: true } } };
    claude.write("home", ".claude.json", trusted);
    claude.write("project", ".claude/settings.json", USER);
    expect(await claude.claude(["mcp", "list"])).toMatch(/ project - .*Connected/);
  });
});

it("a server gets all of Claude Code's environment, whatever its entry names", async () => {
  const claude = withNotes(["user"]);
  const token = { SHELL_TOKEN: "of-the-shell" };
  expect(await startedIn(claude, token)).toMatchObject(token);
});

it("variables are replaced in each scope", async () => {
  const claude = new ClaudeCodeHome();
  const env = { TEAM: "${HOME_TEAM}" };
  claude.write("home", ".claude.json", { mcpServers: { notes: { ...entryOf("user"), env } } });
  expect(await startedIn(claude, { HOME_TEAM: "support" })).toMatchObject({ TEAM: "support" });
});
