import { describe, expect, it } from "vitest";
import type { Json } from "../../../lib/base/json.ts";
import { Plan, readWantedCall, usualCalls, type WantedCall } from "../../../lib/cli/host/plan.ts";
import type { Step } from "../../../lib/services/messages-api/conversation.ts";
import type { Situation } from "../../../lib/services/messages-api/planner.ts";
import type { HostRun } from "../../../lib/subjects/hosts/host-run.ts";

const id = { type: "object", properties: { id: { type: "string" } }, required: ["id"] };
const listed = (name: string, readOnlyHint?: boolean): Json => ({
  name,
  ...(readOnlyHint === undefined ? {} : { annotations: { readOnlyHint } }),
});
const answered = (method: string, result: Json): HostRun["asked"][number] => ({
  method,
  params: null,
  outcome: { status: "result", result },
});
const asked: HostRun["asked"] = [
  answered("tools/list", {
    tools: [listed("look.up", true), listed("wipe"), listed("write", false)],
  }),
  answered("resources/list", { resources: [{ uri: "a://1" }, { uri: "a://2" }] }),
];
const OFFERED = ["mcp__s__look_up", "mcp__s__wipe", "ListMcpResourcesTool", "ReadMcpResourceTool"];

/** What a plan says step by step, until it says a text. */
function played(calls: readonly WantedCall[] | undefined, offered = OFFERED): string[] {
  const plan = new Plan({ server: "s", prompt: "Find a1.", calls }, () => asked);
  const said: string[] = [];
  const steps: Step[] = [];
  const tools = offered.map((name) => ({ server: undefined, name, description: "", schema: id }));
  for (;;) {
    const situation: Situation = { question: "", tools, steps, forced: undefined, parallel: true };
    const decision = plan.decide(situation);
    if (decision.kind === "text") return [...said, ...plan.missing.map((one) => `missing ${one}`)];
    for (const { tool, input } of decision.calls) {
      said.push(`${tool.name} ${JSON.stringify(input)}`);
      steps.push({ server: undefined, tool: tool.name, input, isError: false, text: "" });
    }
  }
}

describe("without names", () => {
  it("calls what says that it only reads, then Resources, and one that is not there", () => {
    expect(usualCalls("s", asked)).toEqual([
      { tool: "look.up" },
      { tool: "ListMcpResourcesTool", input: {} },
      { tool: "ReadMcpResourceTool", input: { server: "s", uri: "a://1" } },
      { tool: "ReadMcpResourceTool", input: { server: "s", uri: "a://1-that-is-not-there" } },
    ]);
  });

  it("plays that once, and ends", () => {
    expect(played(undefined).map((call) => call.split(" ")[0])).toEqual([
      "mcp__s__look_up",
      "ListMcpResourcesTool",
      "ReadMcpResourceTool",
      "ReadMcpResourceTool",
    ]);
  });

  it("leaves out what the host does not offer", () => {
    expect(played(undefined, ["mcp__s__look_up"])).toHaveLength(1);
  });

  it("calls nothing while the server's tools are not there", () => {
    expect(played(undefined, ["ListMcpResourcesTool"])).toEqual([]);
  });
});

describe("with names", () => {
  it("calls these in turn, by either name, with the input given or one made up", () => {
    const calls = [{ tool: "wipe", input: { id: "x" } }, { tool: "mcp__s__wipe" }];
    expect(played(calls)).toEqual(['mcp__s__wipe {"id":"x"}', 'mcp__s__wipe {"id":"rehearsal"}']);
  });

  it("says which of them are not offered", () => {
    expect(played([{ tool: "wide" }, { tool: "look.up", input: {} }])).toEqual([
      "mcp__s__look_up {}",
      "missing wide",
    ]);
  });
});

it.each([
  ["name", { tool: "name" }],
  ['name={"a":"b=c"}', { tool: "name", input: { a: "b=c" } }],
  ["name={", undefined],
  ["name=[1]", undefined],
  ["name=", undefined],
])("reads %s", (text, call) => {
  expect(readWantedCall(text)).toEqual(call);
});
