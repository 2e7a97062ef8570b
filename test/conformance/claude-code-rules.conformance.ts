import { beforeAll, expect, it } from "vitest";
import { offeredName } from "../../lib/subjects/hosts/names.ts";
import type { PermissionRules, Ruling } from "../../lib/subjects/hosts/permission-rules.ts";
import { permissionCases, SERVERS, TOOLS } from "../subjects/hosts/permission-cases.ts";
import { ClaudeCodeHome, notesEntry, type Prompted } from "./claude-code-home.ts";
import { claudeCode } from "./host-runs.ts";

beforeAll(claudeCode);

/** A home and a project whose `.mcp.json` has both servers, and what comes of a prompt in it. */
async function promptUnder(
  settings: Record<string, { permissions: PermissionRules }>,
  words: readonly string[] = [],
): Promise<Prompted> {
  const claude = new ClaudeCodeHome();
  const entries = SERVERS.map((server) => [server, notesEntry(server, TOOLS)]);
  claude.write("project", ".mcp.json", { mcpServers: Object.fromEntries(entries) });
  for (const [file, value] of Object.entries(settings)) {
    claude.write(file.startsWith("~") ? "home" : "project", file.replace("~/", ""), value);
  }
  return await claude.prompt(words);
}

const rulingsIn = ({ offered, results }: Prompted, server: string): Ruling[] =>
  TOOLS.map((tool) => {
    const name = offeredName(server, tool);
    const result = results.find((one) => one.tool === name);
    if (!offered.includes(name)) return "hidden";
    return result?.isError === false ? "runs" : "asks";
  });

const USER = "~/.claude/settings.json";
const PROJECT = ".claude/settings.json";

it.each(permissionCases)("Claude Code rules so where $about", async ({ rules, notes, old }) => {
  const prompted = await promptUnder({ [USER]: { permissions: rules } });
  expect(rulingsIn(prompted, "notes")).toEqual(notes);
  expect(rulingsIn(prompted, "notes-old")).toEqual(old);
});

it("Claude reads that nobody granted a tool, where nobody can be asked", async () => {
  const { results } = await promptUnder({});
  expect(results.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/requested permissions to use mcp__notes__delete_note, but you haven't/),
  );
});

it.each([
  ["the project's", { [USER]: allow(), [PROJECT]: deny() }, []],
  [
    "the user's, where the command line allows",
    { [USER]: deny() },
    ["--allowedTools", "mcp__notes"],
  ],
  ["the command line's", { [USER]: allow() }, ["--disallowedTools", "mcp__notes__delete_note"]],
])("a rule that denies holds when it is %s", async (_whose, settings, words) => {
  const prompted = await promptUnder(settings, words);
  expect(rulingsIn(prompted, "notes")).toEqual(["runs", "hidden", "runs"]);
});

it("a project that is not trusted allows nothing", async () => {
  const prompted = await promptUnder({ [PROJECT]: allow() });
  expect(rulingsIn(prompted, "notes")).toEqual(["asks", "asks", "asks"]);
});

function allow(): { permissions: PermissionRules } {
  return { permissions: { allow: ["mcp__notes"] } };
}

function deny(): { permissions: PermissionRules } {
  return { permissions: { deny: ["mcp__notes__delete_note"] } };
}
