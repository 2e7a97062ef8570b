import { expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import type { VerdictStatus } from "../../lib/exercises/verdict.ts";
import { nextStep } from "../../lib/session/check.ts";

function resultOf(id: string, ...statuses: VerdictStatus[]): Parameters<typeof nextStep>[0] {
  const verdicts = statuses.map((status, index) => ({
    check: `${id}.${index}`,
    title: "",
    severity: "must" as const,
    points: 1,
    status,
    expected: "",
    found: "",
    advice: "",
  }));
  return { id, title: "", points: 0, earned: 0, verdicts };
}

it.each<[string, VerdictStatus[], string]>([
  ["01.2", ["pass", "fail"], 'Stuck? Run hint("01.2") in a cell.'],
  ["01.2", ["pass"], "Next: 01.3 "],
  ["01.5", ["pass"], "(optional)."],
  ["01.6", ["pass"], "That was the last exercise of this lesson. Next:"],
])("after %s with %j says %s", (id, statuses, words) => {
  expect(nextStep(resultOf(id, ...statuses))?.words).toContain(words);
});

it("leads from the last exercise of a lesson to the next notebook", () => {
  expect(nextStep(resultOf("01.6", "pass"))?.notebook?.slug).toBe("02-resources-catalog");
  expect(nextStep(resultOf("01.5", "pass"))?.notebook).toBeUndefined();
});

it("ends a title's own question mark with nothing", () => {
  expect(nextStep(resultOf("04.3", "pass"))?.words).toMatch(/stop\?$/);
});

it("goes on where only what is recommended fails", () => {
  const result = resultOf("01.2", "pass", "fail");
  const verdicts = result.verdicts.map((verdict) => ({
    ...verdict,
    severity: verdict.status === "fail" ? ("should" as const) : verdict.severity,
  }));
  expect(nextStep({ ...result, verdicts })?.words).toContain("Next: 01.3 ");
});

it("says nothing where nothing is started", () => {
  expect(nextStep(resultOf("01.2", "not-started", "not-started"))).toBeUndefined();
});

it("ends with the last exercise of the course", () => {
  const last = lessons.at(-1)?.exercises.at(-1)?.id ?? "";
  expect(nextStep(resultOf(last, "pass"))).toEqual({
    words: "That was the last exercise of the course.",
  });
});
