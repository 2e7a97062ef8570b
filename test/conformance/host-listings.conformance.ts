import { beforeAll, describe, expect, it } from "vitest";
import { CLAUDE_CODE_VERSION } from "../../lib/cli/host/claude-code.ts";
import type { HostRun } from "../../lib/subjects/hosts/host-run.ts";
import { LIST_RESOURCES, offeredName } from "../../lib/subjects/hosts/names.ts";
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
  ["sp ace", "mcp__t__sp_ace"],
  ["da-sh_", "mcp__t__da-sh_"],
  ["😀smile", "mcp__t____smile"],
  ["ﬁnd", "mcp__t__find"],
  ["zero\u200B", "mcp__t__zero"],
  ["e\u0301t", "mcp__t___t"],
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

/** Two ways to call a tool, which say different things of the same two properties. */
const DIFFERING = {
  type: "object",
  properties: { stage: { type: "string" } },
  oneOf: ["call", "mail"].map((kind) => ({
    properties: { kind: { const: kind }, stage: { const: kind } },
    required: ["kind"],
  })),
};

const TOOLS = [
  ...NAMED.map(([name]) => ({ name, inputSchema: nothing })),
  ...PROPERTIES.map(([property], at) => ({ name: `takes_${at}`, inputSchema: taking(property) })),
  ...[4096, 4097].map((length) => ({
    name: `says_${length}`,
    description: "d".repeat(length),
    inputSchema: nothing,
  })),
  { name: "differing", inputSchema: DIFFERING },
];

/** Three pages in a circle: the third has the cursor of the second. Each has what is for nobody. */
const CIRCLE = `{
  resources: [
    { uri: "t://" + (cursor ?? "1"), name: "page" },
    { uri: "t://nobody", name: "nobody", annotations: { audience: [] } },
  ],
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
    expect(offeredName("t", name)).toBe(offered ?? `mcp__t__${name}`);
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

  it("keeps what each choice says of a property, unless the root says something of it", () => {
    const tool = run.offered.find(({ name }) => name === "mcp__t__differing");
    expect(tool?.input_schema).toMatchObject({
      properties: {
        kind: { anyOf: [{ const: "call" }, { const: "mail" }] },
        stage: { type: "string" },
      },
      required: ["kind"],
    });
  });

  it("stops asking for resources at a cursor that it has sent", () => {
    const cursors = run.asked.filter(({ method }) => method === "resources/list");
    expect(cursors).toHaveLength(3);
    const pages = ["2", "3", "2", "3"].map((nextCursor) => ({ resources: [0], nextCursor }));
    expect(listedByClaudeCode(pages)).toHaveLength(3);
  });

  it("lists what is for nobody, and as often as it comes", () => {
    const list = run.seen.find(({ tool }) => tool === LIST_RESOURCES)?.content.join("") ?? "";
    const uris = Array.from(list.matchAll(/"uri":"(.*?)"/g), ([, uri]) => uri);
    const nobody = "t://nobody";
    expect(uris).toEqual(["t://1", nobody, "t://2", nobody, "t://3", nobody]);
  });

  it("offers nothing of a server that lists one schema without a type", async () => {
    const bad = { name: "bad", inputSchema: { properties: {} } };
    const { offered } = await runOf([{ name: "good", inputSchema: nothing }, bad]);
    expect(offered.filter(({ name }) => name.startsWith("mcp__"))).toEqual([]);
  });
});
