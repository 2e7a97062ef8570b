import type { ConfigFinding } from "../../subjects/config/mcp-config.ts";
import { sketchExamples } from "../../subjects/sketch/examples/examples.ts";
import { type ReviewedStep, reviewSteps } from "../../subjects/sketch/review.ts";
import type { Json } from "../../base/json.ts";
import type { Finding, Judge } from "../../exercises/finding.ts";

/** A sketch as far as it is written, and what a look at its config and texts brought up. */
export interface SketchEvidence {
  sketch: Json;
  findings: ConfigFinding[];
}

const { helpDesk, warehouse, clinic } = sketchExamples;
const shipped = [helpDesk, warehouse, clinic];

/** Judges one step of a sketch by the rules of the review; a copied example fails them all. */
export function judgeStep(exercise: string): Judge<SketchEvidence> {
  return ({ sketch, findings }) => {
    const reviewed = reviewSteps(sketch, findings, shipped);
    return reviewed.filter((step) => step.exercise === exercise).flatMap(findingsOf);
  };
}

function findingsOf({ ruled, copy }: ReviewedStep): Finding[] {
  return ruled.map(({ rule, status, found, remedy }) => {
    const { id: check, expected } = rule;
    const passed = status === "pass";
    if (copy === undefined)
      return { check, passed, expected, found: passed ? "so it is" : found, advice: remedy };
    const share = Math.round(copy.share * 100);
    const copied = `${share} % of the texts are those of the example "${copy.of}"`;
    const advice = "Write about a system of your own, or about the one that the notebook gives.";
    return passed
      ? { check, passed: false, expected, found: copied, advice }
      : {
          check,
          passed,
          expected,
          found: `${found}; and ${copied}`,
          advice: `${remedy} ${advice}`,
        };
  });
}
