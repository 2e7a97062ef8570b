import { z } from "zod";
import type { Outcome } from "./answer.ts";
import type { ErrorJson } from "../wire/error-json.ts";
import { type Fault, show, showWords } from "./finding.ts";

/** How a call of the learner's function ended, in words for `found`. */
export function describeOutcome(outcome: Outcome): string {
  switch (outcome.status) {
    case "returned":
      return outcome.value === undefined
        ? "it returned nothing"
        : `it returned ${show(outcome.value)}`;
    case "not-json":
      return `it returned ${outcome.found}`;
    case "threw":
      return describeThrown(outcome.error);
    case "timed-out":
      return `it had not finished after ${outcome.afterMs / 1000} s: does a loop never end, or is a promise never resolved?`;
    case "lost":
      return "the process that ran it went away";
  }
}

/**
 * The same as a fault, with what to do where the call ended in nothing that a check could look at.
 * @param advice for a value that is not what was wanted
 */
export function faultOfOutcome(outcome: Outcome, advice: string): Exclude<Fault, string> {
  return { found: describeOutcome(outcome), advice: adviceOn(outcome) ?? advice };
}

function adviceOn(outcome: Outcome): string | undefined {
  switch (outcome.status) {
    case "returned":
      return outcome.value === undefined
        ? "Every way through the function has to end with a return."
        : undefined;
    case "not-json":
      return "Return plain data: objects, lists, texts, numbers, true and false.";
    case "threw":
      return "Call your function in a cell of its own with what it was given here, and find the line that throws.";
    case "timed-out":
      return "Look for a loop that never ends, or for an await of something that never comes.";
    case "lost":
      return "Look for what ends the process, such as process.exit() or too much memory.";
  }
}

/** As the SDK's errors carry what the API said. */
const refusal = z.object({
  status: z.number(),
  error: z.object({ error: z.object({ message: z.string() }) }),
});

function describeThrown({ name, message, fields }: ErrorJson): string {
  const refused = refusal.safeParse(fields);
  return refused.success
    ? `the API refused the request (${refused.data.status}): ${showWords(refused.data.error.error.message)}`
    : `it threw ${/^[\w$]{1,60}$/.test(name) ? name : show(name)}: ${showWords(message)}`;
}
