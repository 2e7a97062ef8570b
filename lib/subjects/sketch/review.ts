import type { z } from "zod";
import type { ConfigFinding } from "../config/mcp-config.ts";
import { findNearCopy, type NearCopy } from "./near-copy.ts";
import { readPart } from "./read-sketch.ts";
import { accessRules } from "./rules/access.ts";
import { decisionRules } from "./rules/decisions.ts";
import { resourceRules } from "./rules/resources.ts";
import type { Fault, Rule } from "./rules/rule.ts";
import { systemRules } from "./rules/system.ts";
import { toolRules } from "./rules/tools.ts";
import { schemas, stepFields } from "./schema.ts";
import type { Sketch } from "./sketch.ts";

/** A rule's words, without what it does. */
type RuleWords = Omit<Rule<unknown>, "look">;

/** What came of one rule. `open`: its step is not written yet. */
export interface Ruled {
  rule: RuleWords;
  status: "pass" | "fail" | "open";
  /** What is there; empty where it passes. */
  found: string;
  /** What to do; empty where it passes. */
  remedy: string;
}

/** One step of a sketch, reviewed. */
export interface ReviewedStep {
  /** Id of the exercise, "06.k". */
  exercise: string;
  title: string;
  ruled: Ruled[];
  /** The example that the step was copied from. */
  copy: NearCopy | undefined;
}

interface Step {
  exercise: string;
  title: string;
  fields: readonly string[];
  rules: readonly RuleWords[];
  ruled: (value: unknown, findings: readonly ConfigFinding[]) => Ruled[];
}

function step<Part>(
  exercise: string,
  title: string,
  name: keyof typeof schemas,
  schema: z.ZodType<Part>,
  rules: readonly Rule<Part>[],
): Step {
  const everyRule = (fault: Fault, status: "fail" | "open" = "fail"): Ruled[] =>
    rules.map((rule) => ruledBy(rule, fault, status));
  return {
    exercise,
    title,
    fields: stepFields[name],
    rules,
    ruled(value, findings) {
      if (!hasSome(value, stepFields[name])) {
        return everyRule({ found: "not written yet", remedy: `Write step ${exercise}.` }, "open");
      }
      const read = readPart(schema, value);
      if (read.status === "valid") {
        return rules.map((rule) => ruledBy(rule, rule.look(read.sketch, findings)));
      }
      const [first] = read.issues;
      return everyRule({
        found: `${first?.where ?? ""} ${first?.what ?? ""}`.trim(),
        remedy: "A check looks further once every field of the step, and of those before, fits.",
      });
    },
  };
}

function ruledBy(
  rule: RuleWords,
  fault: Fault | undefined,
  status: "fail" | "open" = "fail",
): Ruled {
  if (fault === undefined) return { rule, status: "pass", found: "", remedy: "" };
  return { rule, status, found: fault.found, remedy: fault.remedy ?? rule.remedy };
}

function hasSome(value: unknown, fields: readonly string[]): boolean {
  return typeof value === "object" && value !== null && fields.some((name) => name in value);
}

/** The steps in which a sketch grows, each with its rules: the course's checks and the rubric. */
export const steps: readonly Step[] = [
  step("06.1", "The system and its data", "system", schemas.system, systemRules),
  step("06.2", "Access without secrets", "access", schemas.access, accessRules),
  step("06.3", "A catalog of Resources", "resources", schemas.resources, resourceRules),
  step("06.4", "Tools that fail well", "tools", schemas.tools, toolRules),
  step("06.5", "Who may see the data", "decisions", schemas.decisions, decisionRules),
];

/**
 * Reviews a sketch, or its first steps, by every rule. Pure: `findings` are those that `inspectSketch`
 * came to, and `examples` the ones that it must not be a copy of.
 */
export function reviewSteps(
  value: unknown,
  findings: readonly ConfigFinding[],
  examples: readonly Sketch[],
): ReviewedStep[] {
  return steps.map(({ exercise, title, fields, ruled }) => {
    const known = examples.map((example) => ({
      name: example.system.name,
      part: only(example, fields),
    }));
    return {
      exercise,
      title,
      ruled: ruled(value, findings),
      copy: findNearCopy(only(value, fields), known),
    };
  });
}

function only(value: unknown, fields: readonly string[]): Record<string, unknown> {
  if (typeof value !== "object" || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([name]) => fields.includes(name)));
}
