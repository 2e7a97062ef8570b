import { type Random, shuffled } from "../../base/random.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";

/** Every kind once, with words, seconds and an order of their own. */
export const hidden: HiddenVariants = { exercise: "04.1", generate };

const words = ["Not allowed", "Please wait", "Retry", "Unknown key", "No such thing", "Conflict"];

function generate(random: Random): Failure[] {
  const passing = [425, 429, 429, 502, 503, 503, 504, random.between(520, 529)];
  const lasting = [400, 401, 403, 404, 409, 422, 500, 418, 501, 507, 519, 530];
  const failures = [...passing, ...lasting].map((status): Failure => {
    const retryAfter = random.next() < 0.6 ? String(random.between(0, 900)) : null;
    const message = `${random.pick(words)}.`;
    const error = status === 409 ? { message, customer_message: message } : { message };
    return { kind: "http", status, retryAfter, error };
  });
  const others: Failure[] = [
    { kind: "timeout", afterMs: random.between(100, 60_000) },
    { kind: "invalid-arguments", issues: [{ field: random.pick(words), message: "Too long." }] },
    { kind: "business-rule", error: { message: `${random.pick(words)}.` } },
    { kind: "aborted" },
    { kind: "unreachable" },
    { kind: "bad-reply" },
    { kind: "bug" },
  ];
  return shuffled(random, [...failures, ...others]);
}
