import { type Fault, type Finding, firstFault, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import { holds, saidOfNothing, textIn } from "../../subjects/tool-errors/facts.ts";
import {
  envelopeOf,
  type FaultOf,
  over,
  resultOf,
  type RulingTwins,
  type ToolErrorCase,
} from "./tool-error-cases.judge.ts";

/** What a reader of the text alone needs as it is. What else there is may be in any words. */
const neededAsText =
  "code message customer_message hint field required_permission correlation_id".split(" ");

/** Whether the text alone says what the envelope says. */
export function judgeText(cases: readonly ToolErrorCase[], twins: readonly RulingTwins[]): Finding {
  const words = {
    check: "04.2.text",
    expected:
      "content holds text with code, message, hint and correlation_id of the envelope, and with the wait, field, allowed, required_permission and customer_message where it has them; retryable, who_can_fix and effect may be in any words",
    advice:
      "When a tool fails, hosts such as Claude Code show the model the text alone. JSON.stringify of the envelope is a fine text.",
  };
  const asItIs = over(cases, faultOfText, words);
  if (!asItIs.passed) return asItIs;
  return firstFault(twins, faultOfTwins, {
    ...words,
    none: "nothing was asked",
    all: asItIs.found,
  });
}

const faultOfText: FaultOf = (given) => {
  const text = textIn(given.content);
  const envelope = envelopeOf(given);
  const allowed: unknown[] = Array.isArray(envelope.allowed) ? envelope.allowed : [];
  const words = [...neededAsText.map((key) => envelope[key]), ...allowed].filter(
    (word) => typeof word === "string",
  );
  if (words.length === 0) return "there is no envelope";
  const missing = words.find((word) => !holds(text, word));
  if (missing !== undefined) return `the text has no ${show(missing)}: ${show(text)}`;
  const nothing = saidOfNothing(text, envelope);
  if (nothing !== undefined)
    return {
      found: `the text says ${nothing}: ${show(text)}`,
      advice: "A model takes that for a value. Leave out what the backend did not name.",
    };
  const wait = envelope.retry_after_ms;
  if (typeof wait !== "number" || holds(text, wait) || holds(text, wait / 1000)) return undefined;
  return {
    found: `the text does not say to wait ${wait} ms: ${show(text)}`,
    advice:
      "A model that does not read how long calls again at once. Milliseconds or seconds will do.",
  };
};

/** A text that is the same whatever a field holds does not say what it holds. */
function faultOfTwins({ field, results }: RulingTwins): Fault | undefined {
  const texts: string[] = [];
  for (const { value, outcome } of results) {
    const given = resultOf(outcome);
    if (given === undefined) return faultOfOutcome(outcome, "Return a result for every ruling.");
    const text = textIn(given.content);
    const twin = results[texts.indexOf(text)];
    if (twin !== undefined) {
      return {
        found: `the text is the same with ${field} ${show(twin.value)} and ${show(value)}: ${show(text)}`,
        advice: TWIN_ADVICE[field],
      };
    }
    texts.push(text);
  }
  return undefined;
}

const TWIN_ADVICE = {
  retryable: "The model has to read whether the same call may succeed later.",
  who_can_fix:
    "The model has to read whether it can help itself, or whom to turn to, or only to wait.",
  effect: "After a write the model has to read that it may have been done all the same.",
};
