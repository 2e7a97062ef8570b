import { LabError } from "../../base/lab-error.ts";
import type { ToolError } from "../../subjects/tool-errors/envelope.ts";
import type { Outcome } from "../../subjects/tool-errors/retry-loop.ts";

/**
 * The value of an outcome without which nothing can go on.
 *
 * @throws LabError `post-not-allowed`, `post-unreachable`, `post-refused`
 */
export function orStop<T>(outcome: Outcome<T>): T {
  if (outcome.status === "ok") return outcome.value;
  stopFor(outcome.error);
  throw new LabError("post-refused", {
    what: `The platform refuses what every score needs: ${outcome.error.message}`,
    where: outcome.error.correlation_id,
    remedy: "See that the course is open, and that lineItemsUrl is the one of an LTI launch.",
  });
}

/**
 * Throws for what is the same for every score: who may not post one may post none, and who is not
 * there for one is there for none.
 */
export function stopFor(error: ToolError): void {
  if (error.permission !== "not-involved") {
    throw new LabError("post-not-allowed", {
      what: `The platform does not let this tool do that: ${error.message}`,
      where: error.correlation_id,
      remedy:
        "See that the tool is available in the course, and may manage line items, post scores and read results there.",
    });
  }
  if (error.code === "BAD_REPLY" || error.who_can_fix !== "time") return;
  throw new LabError("post-unreachable", {
    what: `The platform did not take it, however often it was tried: ${error.message}`,
    where: error.correlation_id,
    remedy: "Give the same command again later. It goes on where it was, and posts nothing twice.",
  });
}
