import { z } from "zod";
import type { Outcome } from "./answer.ts";
import type { ErrorJson } from "../wire/error-json.ts";
import { show, showWords } from "./finding.ts";

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
