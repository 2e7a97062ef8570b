import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Step } from "../../../lib/services/messages-api/conversation.ts";
import { mayBeCalled, type OfferedTool } from "../../../lib/services/messages-api/offered-tool.ts";
import { decide, type Situation } from "../../../lib/services/messages-api/planner.ts";

function tool(name: string, fields: Partial<OfferedTool> = {}): OfferedTool {
  const schema = { type: "object" };
  return { server: "s", name, description: "", schema, allowed: true, ...fields };
}

function situation(
  question: string,
  tools: OfferedTool[],
  fields: Partial<Situation> = {},
): Situation {
  return { question, tools, steps: [], forced: undefined, parallel: true, ...fields };
}

/** Runs the planner against tools that always answer the same, and names the calls it made. */
function calls(question: string, tools: OfferedTool[], answer: Partial<Step> = {}): string[] {
  const steps: Step[] = [];
  for (let round = 0; round < 200; round += 1) {
    const decision = decide(situation(question, tools, { steps }));
    if (decision.kind === "text") return steps.map((step) => step.tool);
    for (const { tool: called, input } of decision.calls) {
      expect(tools).toContain(called);
      const { server, name } = called;
      steps.push({ server, tool: name, input, isError: false, text: "done", ...answer });
    }
  }
  throw new Error("The planner does not end.");
}

describe("the choice of tools", () => {
  const search = tool("search_orders", { description: "Searches orders of a customer." });
  const create = tool("create_order", { description: "Creates an order." });
  const remove = tool("delete_order", { description: "Deletes an order." });

  it.each<[string, string, OfferedTool[], string[]]>([
    ["one that fits", "Any orders from Acme?", [search, tool("weather")], ["search_orders"]],
    ["none that fits", "Good morning", [search, create], []],
    ["reading before writing", "Any order?", [remove, create, search], ["search_orders"]],
    ["writing when asked for", "Create an order", [create], ["create_order"]],
    ["what is named outright", "Run weather", [search, tool("weather")], ["weather"]],
    ["nothing that destroys beside others", "The order?", [remove, search], ["search_orders"]],
    ["destroying when nothing else fits", "Delete that order", [remove], ["delete_order"]],
    [
      "annotations before the name",
      "An order?",
      [tool("order_view", { readOnly: false }), tool("order_purge_report", { readOnly: true })],
      ["order_purge_report"],
    ],
  ])("%s", (_, question, tools, expected) => {
    expect(calls(question, tools)).toEqual(expected);
  });

  it("goes through the names in the question, one call each", () => {
    const find = tool("find_company", {
      readOnly: true,
      schema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
    });
    expect(calls('Find the companies "a", "b" and "c".', [find])).toHaveLength(3);
  });
});

describe("the text", () => {
  it.each<[string, OfferedTool[], Step[]]>([
    ["without tools", [], []],
    ["without a tool that fits", [tool("weather")], []],
    [
      "after calls",
      [tool("find")],
      [{ server: "s", tool: "find", input: {}, isError: false, text: "\nfirst line\nsecond" }],
    ],
  ])("%s names itself a rehearsal", (_, tools, steps) => {
    const decision = decide(situation("Hello there", tools, { steps }));
    expect(decision).toMatchObject({ text: expect.stringMatching(/^Rehearsal, not Claude: /) });
    for (const step of steps) {
      expect(decision).toMatchObject({
        text: expect.stringContaining(`${step.tool} (s): first line`),
      });
    }
  });
});

const anyTool: fc.Arbitrary<OfferedTool> = fc.record({
  server: fc.option(fc.constantFrom("s", "t"), { nil: undefined }),
  name: fc.stringMatching(/^[a-z]{1,8}(_[a-z]{1,8})?$/),
  description: fc.lorem({ maxCount: 12 }),
  schema: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })),
  readOnly: fc.option(fc.boolean(), { nil: undefined }),
  destructive: fc.option(fc.boolean(), { nil: undefined }),
  allowed: fc.option(fc.boolean(), { nil: undefined }),
});

describe("any tools and any question", () => {
  it("end in a text, by calls of offered tools, whatever they answer", () => {
    fc.assert(
      fc.property(
        fc.array(anyTool, { maxLength: 8 }),
        fc.oneof(fc.lorem({ maxCount: 40 }), fc.string({ maxLength: 200 })),
        fc.record({ isError: fc.boolean(), text: fc.oneof(fc.string(), fc.json()) }),
        (tools, question, answer) => {
          expect(calls(question, tools, answer)).toEqual(calls(question, tools, answer));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("call what is forced", () => {
    fc.assert(
      fc.property(
        fc.array(anyTool, { minLength: 1, maxLength: 5 }),
        fc.lorem(),
        (tools, question) => {
          const [first] = tools;
          expect(decide(situation(question, tools, { forced: first }))).toMatchObject({
            calls: [{ tool: first }],
          });
          const any = decide(situation(question, tools, { forced: "any" }));
          expect(any.kind).toBe(tools.some(mayBeCalled) ? "calls" : "text");
        },
      ),
    );
  });
});
