import { z } from "zod";
import type { Outcome } from "../../subjects/tool-errors/retry-loop.ts";
import type { Journal } from "./journal.ts";
import { hasResultOf, nextTimestamp, type PlannedScore, result, scoreBody } from "./plan.ts";
import type { Service } from "./service.ts";

const SCORE = "application/vnd.ims.lis.v1.score+json";
const RESULTS = "application/vnd.ims.lis.v2.resultcontainer+json";

const UNREAD =
  "Its answer was lost, and this tool may not read results to see whether it is there. Allow that, or compare it by hand.";

/** Where a score goes. */
export interface Column {
  lesson: string;
  lineItem: string;
}

/**
 * Posts a score, so that it counts once. The journal says that it is being sent before it is. Where an
 * answer was lost, now or in an earlier run, the user's result is read before anything is sent again;
 * what is sent again has a later timestamp, so that a platform refuses the earlier one if it comes in
 * after all.
 */
export async function postScore(
  service: Service,
  journal: Journal,
  { lesson, lineItem }: Column,
  planned: PlannedScore,
): Promise<Outcome<void>> {
  const { score, digest } = planned;
  const { userId } = score;
  let { inDoubt, after } = planned;
  const note = (event: "sending" | "posted" | "refused", timestamp: number): void =>
    journal.add({ event, lesson, lineItem, userId, digest, timestamp });
  const outcome = await service.retried(async (): Promise<Outcome<void>> => {
    if (inDoubt) {
      const seen = await hasScore(service, lineItem, score);
      if (seen.status === "error") return seen;
      if (seen.value) return { status: "ok", value: undefined };
    }
    const timestamp = nextTimestamp(service.world.now(), after);
    after = timestamp;
    note("sending", timestamp);
    const body = scoreBody(score, timestamp);
    const url = below(lineItem, "scores");
    const sent = await service.once({ method: "POST", url, type: SCORE, body, shape: z.unknown() });
    if (sent.status === "ok") return { status: "ok", value: undefined };
    inDoubt = sent.error.effect === "unknown";
    return sent;
  }, `${lineItem} ${userId} ${digest}`);
  if (outcome.status === "ok") note("posted", after ?? service.world.now());
  else if (!inDoubt) note("refused", after ?? service.world.now());
  return outcome;
}

/**
 * Whether the platform has this very score. Moodle shows no result for a zero: one whose answer was lost
 * is sent again there, and changes nothing.
 */
async function hasScore(
  service: Service,
  lineItem: string,
  score: PlannedScore["score"],
): Promise<Outcome<boolean>> {
  const url = new URL(below(lineItem, "results"));
  url.searchParams.set("user_id", score.userId);
  const request = { method: "GET", url: url.href, type: RESULTS, shape: z.array(result) } as const;
  const outcome = await service.once(request);
  if (outcome.status === "error") {
    const { error } = outcome;
    if (error.permission === "not-involved") return outcome;
    // Nothing to stop for: other scores need no looking up.
    return { status: "error", error: { ...error, permission: "not-involved", message: UNREAD } };
  }
  const { value } = outcome.value;
  return { status: "ok", value: hasResultOf(value, score) };
}

/** The address of a line item's service: its own, with more path and the same query (AGS 2.0, section 3.4.1). */
function below(lineItem: string, service: "scores" | "results"): string {
  const url = new URL(lineItem);
  url.pathname = `${url.pathname.replace(/\/$/, "")}/${service}`;
  return url.href;
}
