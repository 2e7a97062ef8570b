import { describe, expect, it } from "vitest";
import { plantedFaults } from "../../lib/sketch/examples/warehouse-with-faults.ts";
import { sketchExamples } from "../../lib/sketch/examples/examples.ts";
import { inspectSketch } from "../../lib/sketch/inspect-sketch.ts";
import { reviewSteps, steps } from "../../lib/sketch/review.ts";

/** The rules that find something, with what they found. */
async function faultsOf(value: unknown): Promise<Record<string, string>> {
  const reviewed = reviewSteps(value, await inspectSketch(value), []);
  const failed = reviewed.flatMap(({ ruled }) => ruled).filter(({ status }) => status !== "pass");
  return Object.fromEntries(failed.map(({ rule, found }) => [rule.id, found]));
}

const { warehouseWithFaults, ...sound } = sketchExamples;

describe("the review", () => {
  it.each(Object.entries(sound))("finds nothing amiss in the %s", async (_name, example) => {
    expect(await faultsOf(example)).toEqual({});
  });

  it("finds in the faulty example exactly what was planted", async () => {
    expect(Object.keys(await faultsOf(warehouseWithFaults))).toEqual(plantedFaults);
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
