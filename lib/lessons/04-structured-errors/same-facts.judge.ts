import { z } from "zod";
import { type Fault, show } from "../../exercises/finding.ts";
import { holds, textIn } from "../../subjects/tool-errors/facts.ts";
import type { Reply } from "../02-resources-catalog/server-view.judge.ts";
import { describeReply, type FailedCall, failedResult } from "./failed-call.judge.ts";

type Fact = string | number;

const anyObject = z.record(z.string(), z.unknown());
/** The texts and numbers in a value, at any depth. */
export function factsIn(value: unknown): Fact[] {
  if (typeof value === "string" || typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(factsIn) : [];
}

/**
 * Where a fact of a deal that moved, or of an error, is in one half of its result only. A result that is no
 * result, or has no envelope, is another check's matter, but one is needed.
 */
export function faultOfFacts(
  moved: Reply,
  facts: readonly Fact[],
  failures: readonly FailedCall[],
): Fault | undefined {
  if (moved.status === "error") return describeReply(moved);
  const missing = missingFact(moved.result, facts);
  if (missing !== undefined) return { ...missing, found: `when a deal moved, ${missing.found}` };
  const failed = failures.flatMap(({ about, reply }) => {
    const given = failedResult.safeParse(reply.status === "result" ? reply.result : null).data;
    return given === undefined ? [] : [{ about, given }];
  });
  if (failed.length === 0) return "no failure came as an envelope";
  for (const { about, given } of failed) {
    const lost = missingFact(given, factsIn(given.structuredContent));
    if (lost !== undefined)
      return {
        found: `${about}, ${lost.found}`,
        advice: "toResult has made the text of an error, too: return its result as it is.",
      };
  }
  return undefined;
}

function missingFact(result: unknown, facts: readonly Fact[]): Exclude<Fault, string> | undefined {
  const { content, structuredContent } = anyObject.safeParse(result).data ?? {};
  const text = textIn(content);
  const unsaid = facts.find((fact) => !holds(text, fact));
  if (unsaid !== undefined)
    return {
      found: `the text has no ${show(unsaid)}: ${show(text)}`,
      advice: "A host that shows text only shows no more than this. JSON.stringify is a fine text.",
    };
  const structured = factsIn(structuredContent);
  const left = facts.find((fact) => !structured.includes(fact));
  if (structuredContent === undefined || left === undefined) return undefined;
  return {
    found: `structuredContent has no ${show(left)}`,
    advice: "Claude Code drops the text of a success: what is not in structuredContent is lost.",
  };
}
