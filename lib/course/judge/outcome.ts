import type { Outcome } from "../pipe/answer.ts";
import { show } from "./finding.ts";

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
      return `it threw ${outcome.error.name}: ${outcome.error.message}`;
    case "timed-out":
      return `it had not finished after ${outcome.afterMs / 1000} s`;
    case "lost":
      return "the process that ran it went away";
  }
}
