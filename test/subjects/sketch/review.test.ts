import { describe, expect, it } from "vitest";
import { sketchExamples } from "../../../lib/subjects/sketch/examples/examples.ts";
import { inspectSketch } from "../../../lib/subjects/sketch/inspect-sketch.ts";
import { reviewSteps, steps } from "../../../lib/subjects/sketch/review.ts";
import type { Sketch, SketchTool } from "../../../lib/subjects/sketch/sketch.ts";
import { observatory } from "./own-sketch.ts";

/** The rules that find something, with what they found. */
async function faultsOf(value: unknown): Promise<Record<string, string>> {
  const reviewed = reviewSteps(value, await inspectSketch(value), []);
  const failed = reviewed.flatMap(({ ruled }) => ruled).filter(({ status }) => status !== "pass");
  return Object.fromEntries(failed.map(({ rule, found }) => [rule.id, found]));
}

const { warehouseWithFaults, ...sound } = sketchExamples;

/** The observatory, whose first tool says this of its first input. */
function planning(input: Partial<SketchTool["input"][number]>): Pick<Sketch, "tools"> {
  return {
    tools: observatory.tools.map((tool, at) =>
      at > 0
        ? tool
        : {
            ...tool,
            input: tool.input.map((field, nth) => (nth > 0 ? field : { ...field, ...input })),
          },
    ),
  };
}

describe("the review", () => {
  it.each(Object.entries(sound))("finds nothing wrong in the %s", async (_name, example) => {
    expect(await faultsOf(example)).toEqual({});
  });

  it("finds in the faulty example exactly what was planted", async () => {
    expect(Object.keys(await faultsOf(warehouseWithFaults))).toEqual([
      "06.2.secrets",
      "06.2.token",
      "06.3.client-side",
      "06.4.classified",
      "06.4.retry-safe",
      "06.5.deny",
      "06.5.names",
      "06.5.zdr",
    ]);
  });

  it.each<[rule: string, changes: Partial<Sketch>, found: string, remedy: string]>([
    [
      "06.5.zdr",
      { zdr: { ...observatory.zdr, why: "law" } },
      'zdr.why is one word: "law"',
      "Say it in four words or more.",
    ],
    [
      "06.1.data",
      {
        data: ["a", "b", "c", "d"].map((name) => ({ name, sensitivity: "public", why: "all see" })),
      },
      'data[0].why is two words: "all see"; data[1].why is two words: "all see"; data[2].why is two words: "all see"; and 1 more',
      "Say it in three words or more.",
    ],
    [
      "06.1.named",
      { system: { name: "", summary: "hf_NotARealTokenNotARealToken00", owner: "TODO" } },
      'system.name is empty; system.summary is two words; system.owner holds a placeholder: "TODO"',
      "Write one word or more. Say it in eight words or more. Write what is meant in its place.",
    ],
    [
      "06.4.honest",
      planning({ allowed: ["18"] }),
      "the input from_hour of plan_night lists values and is no string",
      'Only an input of type "string" has allowed.',
    ],
    [
      "06.4.honest",
      planning({ type: "string" }),
      "the input from_hour of plan_night has a minimum or maximum and is no number",
      'Only an input of type "number" or "integer" has minimum and maximum.',
    ],
    [
      "06.4.honest",
      planning({ maximum: 29.5 }),
      "the input from_hour of plan_night is an integer, and its minimum or maximum is none",
      "Let minimum and maximum be integers, too.",
    ],
    [
      "06.4.honest",
      planning({ minimum: 31 }),
      "the input from_hour of plan_night is at least 31 and at most 30",
      "Let minimum be the smaller one.",
    ],
    [
      "06.5.zdr",
      { zdr: { ...observatory.zdr, required: true, features: ["messages", "files"] } },
      "under ZDR, and uses files",
      "Take files out",
    ],
    [
      "06.5.names",
      {
        server: { ...observatory.server, transports: ["stdio"] },
        connector: {
          status: "used",
          servers: [
            {
              name: observatory.server.name,
              url: "https://mcp.example.org/mcp",
              default_config: { enabled: false },
              configs: {},
            },
          ],
        },
      },
      `the connector cannot reach ${observatory.server.name}: its transports lack http`,
      'add "http" to server.transports',
    ],
  ])(
    "says of %s what is wrong, several at once, and nothing like a key",
    (rule, changes, found, remedy) => {
      const reviewed = reviewSteps({ ...observatory, ...changes }, [], []);
      const ruled = reviewed.flatMap((step) => step.ruled).find((one) => one.rule.id === rule);
      expect(ruled).toMatchObject({ status: "fail", found });
      expect(ruled?.remedy).toContain(remedy);
    },
  );

  it("lets a conflict be the user's, who may choose another", async () => {
    const { tools, errors } = observatory;
    const taken = {
      code: "CONFLICT",
      when: "The hour is taken",
      retryable: false,
      permission: "not-involved",
      who_can_fix: "user",
      hint: "Ask for another hour.",
    };
    const failing = tools.map((tool) => ({ ...tool, errors: [...tool.errors, "CONFLICT"] }));
    const sketch = { ...observatory, tools: failing, errors: [...errors, taken] };
    expect(await faultsOf(sketch)).toEqual({});
  });

  it("gives twenty points, and says of each rule what, why and where it was taught", () => {
    const rules = steps.flatMap((step) => step.rules);
    expect(rules.reduce((sum, { points }) => sum + points, 0)).toBe(20);
    for (const rule of rules) {
      expect(rule.lesson).toMatch(/^0[1-6]$/);
      expect(rule.remedy).toMatch(/\.$/);
    }
  });
});
