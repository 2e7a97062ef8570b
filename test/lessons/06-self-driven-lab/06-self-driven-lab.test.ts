import { describe, expect, it } from "vitest";
import { todo } from "../../../lib/exercises/todo.ts";
import { sketchExamples } from "../../../lib/subjects/sketch/examples/examples.ts";
import { stepFields } from "../../../lib/subjects/sketch/schema.ts";
import { observatory } from "../../subjects/sketch/own-sketch.ts";
import { allAnswers } from "../exercise-answers.ts";
import { judgeAnswer, openChecks } from "../judge-answer.ts";

const parts = Object.values(stepFields);

/** A sketch as it is after some steps. */
const upTo = (sketch: unknown, step: number): unknown => {
  const fields = new Set(parts.slice(0, step).flat());
  return Object.fromEntries(Object.entries(Object(sketch)).filter(([name]) => fields.has(name)));
};

/** Every text of a sketch with one name replaced by another. */
const renamed = (sketch: object): unknown =>
  JSON.parse(
    JSON.stringify(sketch)
      .replaceAll(/Fernwood|Larkspur|Pallet & Pine/g, "Harbour")
      .replaceAll("ticket", "letter")
      .replaceAll("patient", "guest")
      .replaceAll("article", "item"),
  );

const steps = (await allAnswers())
  .filter(({ exercise }) => exercise.startsWith("06."))
  .map((answers, index) => ({ ...answers, step: index + 1 }));

describe.each(steps)("$exercise", ({ exercise: id, right, wrong, step }) => {
  it("passes for right sketches that are written up to here", async () => {
    for (const sketch of Object.values(right)) {
      expect(openChecks(await judgeAnswer(id, upTo(sketch, step)))).toEqual([]);
    }
  });

  it("has two wrong sketches or more for every check", async () => {
    const { verdicts } = await judgeAnswer(id, todo());
    const scarce = verdicts.filter(
      ({ check }) => wrong.filter(([failed]) => failed === check).length < 2,
    );
    expect(scarce).toEqual([]);
  });

  it.each(Object.entries(sketchExamples))(
    "gives nothing for the example %s, also with names replaced",
    async (_name, example) => {
      expect((await judgeAnswer(id, example)).earned).toBe(0);
      const copy = await judgeAnswer(id, renamed(example));
      expect([copy.earned, copy.verdicts[0]?.found]).toEqual([
        0,
        expect.stringContaining("of the texts are those of the example"),
      ]);
    },
  );

  it("gives nothing for what is not written yet, and says so", async () => {
    const result = await judgeAnswer(id, upTo(observatory, step - 1));
    expect(result.earned).toBe(0);
    expect(new Set(result.verdicts.map(({ found }) => found))).toEqual(
      new Set(["not written yet"]),
    );
  });

  it.each([{ system: 1 }, { tools: [null] }])("gives nothing for %j", async (answer) => {
    expect((await judgeAnswer(id, answer)).earned).toBe(0);
  });

  it("shows no secret that a sketch holds", async () => {
    const secret = "hf_NotARealTokenNotARealToken00";
    const leaky = JSON.parse(
      JSON.stringify(observatory)
        .replaceAll("${DOME_TOKEN}", secret)
        .replaceAll("Signs in", secret),
    );
    expect(JSON.stringify(await judgeAnswer(id, leaky))).not.toContain(secret);
  });
});

it("names the field, what is wrong with it, and an example", async () => {
  const sketch = { ...observatory, config: undefined, resourcesVia: "client" };
  const [access] = (await judgeAnswer("06.2", sketch)).verdicts;
  expect(access?.found).toMatch(/^config There are no servers under "mcpServers"\./);
  const [catalog] = (await judgeAnswer("06.3", { ...sketch, config: observatory.config })).verdicts;
  expect(catalog?.found).toBe(
    'resourcesVia has to be one of "mcp-client", "connector". For example: "mcp-client".',
  );
});
