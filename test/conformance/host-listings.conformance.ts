import { beforeAll, describe, expect, it } from "vitest";
import { CLAUDE_CODE_VERSION } from "../../lib/cli/host/claude-code.ts";
import type { HostRun } from "../../lib/subjects/hosts/host-run.ts";
import { listedByClaudeCode } from "../../lib/subjects/hosts/listed-resources.ts";
import { arrivesUnderItsName } from "../../lib/subjects/hosts/tool-rules.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { configFor, hostRun, serverScript } from "./host-runs.ts";

const nothing = { type: "object", properties: {} };
const taking = (property: string) => ({
  type: "object",
  properties: { [property]: { type: "string" } },
});

/** Names as servers give them, with what becomes of each. */
const NAMED: readonly [name: string, offered: string | undefined][] = [
  ["fine-1_A", "mcp__t__fine-1_A"],
  ["a/b", "mcp__t__a_b"],
  ["größe", "mcp__t__gr__e"],
  ["x".repeat(120), `mcp__t__${"x".repeat(120)}`],
  ["y".repeat(121), undefined],
];

const PROPERTIES: readonly [property: string, isOffered: boolean][] = [
  ["a.b-c_1", true],
  ["p".repeat(64), true],
  ["p".repeat(65), false],
  ["$filter", false],
  ["größe", false],
  ["x[]", false],
];

const TOOLS = [
  ...NAMED.map(([name]) => ({ name, inputSchema: nothing })),
  ...PROPERTIES.map(([property], at) => ({ name: `takes_${at}`, inputSchema: taking(property) })),
  ...[4096, 4097].map((length) => ({
    name: `says_${length}`,
    description: "d".repeat(length),
    inputSchema: nothing,
  })),
];

/** Three pages in a circle: the third has the cursor of the second. */
const CIRCLE = `{
  resources: [{ uri: "t://" + (cursor ?? "1"), name: "page" }],
  nextCursor: cursor === "2" ? "3" : "2",
}`;

describe(`Claude Code ${CLAUDE_CODE_VERSION}, with odd listings`, () => {
  const whenOver = whenFileIsOver();
  const runOf = async (tools: readonly object[]): Promise<HostRun> => {
    const script = serverScript(tools, "{ content: [] }", CIRCLE);
    const path = configFor("t", { command: process.execPath, args: ["-e", script] }, whenOver);
    return (await hostRun(path)).run;
  };
  let run: HostRun;
  beforeAll(async () => (run = await runOf(TOOLS)));
  const offers = (name: string): boolean => run.offered.some((tool) => tool.name === name);

  it.each(NAMED)("offers %s as %s", (name, offered) => {
    const names = run.offered.map((tool) => tool.name);
    const found = names.filter((one) => one === offered || one.endsWith(`__${name}`));
    expect(found).toEqual(offered === undefined ? [] : [offered]);
    expect(offered === `mcp__t__${name}`).toBe(arrivesUnderItsName("t", name));
  });

  it.each(PROPERTIES)("takes a property %s: %s", (property, isOffered) => {
    const at = PROPERTIES.findIndex(([one]) => one === property);
    expect(offers(`mcp__t__takes_${at}`)).toBe(isOffered);
  });

  it.each([
    [4096, "d".repeat(4096)],
    [4097, `${"d".repeat(4096)}… [truncated]`],
  ])("gives of a description of %d characters 4,096", (length, description) => {
    const tool = run.offered.find(({ name }) => name === `mcp__t__says_${length}`);
    expect(tool?.description).toBe(description);
  });

  it("stops asking for resources at a cursor that it has sent", () => {
    const cursors = run.asked.filter(({ method }) => method === "resources/list");
    expect(cursors).toHaveLength(3);
    const pages = ["2", "3", "2", "3"].map((nextCursor) => ({ resources: [0], nextCursor }));
    expect(listedByClaudeCode(pages)).toHaveLength(3);
  });

  it("offers nothing of a server that lists one schema without a type", async () => {
    const bad = { name: "bad", inputSchema: { properties: {} } };
    const { offered } = await runOf([{ name: "good", inputSchema: nothing }, bad]);
    expect(offered.filter(({ name }) => name.startsWith("mcp__"))).toEqual([]);
  });
});
