import { z } from "zod";
import { type ToolError, toolError } from "../../subjects/tool-errors/envelope.ts";
import type { BackendError } from "../../subjects/tool-errors/failure.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { holds, textIn } from "../../subjects/tool-errors/facts.ts";

/** A failure with everything that is known of it, as the answer gets it. */
export interface Caught {
  ruling: Omit<ToolError, "correlation_id">;
  /** What the backend said, in its own words. */
  said?: BackendError;
  /** What was thrown inside. */
  cause?: { message: string; stack: string };
  correlationId: string;
}

/** What an answer made of one failure. */
export interface ToolErrorCase {
  caught: Caught;
  /** Pieces of text that must not be in the result. */
  internals: string[];
  outcome: Outcome;
}

type Result = z.infer<typeof result>;
type Fault = (result: Result, one: ToolErrorCase) => string | undefined;

const result = z.looseObject({});
const anyObject = z.record(z.string(), z.unknown());

export const judgeToToolError: Judge<ToolErrorCase[]> = (cases) => [
  over(cases, faultOfMark, {
    check: "04.2.is-error",
    expected: "isError: true, and content that is a list",
    advice: "Without isError a host takes the result for a good one.",
  }),
  over(cases, faultOfEnvelope, {
    check: "04.2.envelope",
    expected:
      "structuredContent.error fits the schema, with the ruling as it was given and the correlation id",
    advice:
      "Leave out what is not known: a field that is null does not fit. A message is always known: where the backend said none, it is the ruling's.",
  }),
  over(cases, faultOfDetails, {
    check: "04.2.details",
    expected:
      "the backend's message for VALIDATION, NOT_FOUND, CONFLICT and BUSINESS_RULE; customer_message, field, allowed and required_permission wherever it named them",
    advice:
      "These tell the model which argument to change, and to what, or what the customer may hear.",
  }),
  over(cases, faultOfText, {
    check: "04.2.text",
    expected:
      "content holds text with code, message, hint and correlation_id of the envelope, and with the wait, field, allowed, required_permission and customer_message where it has them",
    advice:
      "When a tool fails, hosts such as Claude Code show the model the text alone. Any form will do, JSON or a list, too.",
  }),
  over(cases, faultOfQuiet, {
    check: "04.2.quiet",
    expected: "nothing of cause, and of said.message only for the four codes",
    advice: "For all other codes ruling.message is the message. The cause belongs in the log.",
  }),
];

function over(
  cases: readonly ToolErrorCase[],
  fault: Fault,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = (one: ToolErrorCase): string | undefined => {
    const { caught, outcome } = one;
    const parsed = result.safeParse(outcome.status === "returned" ? outcome.value : undefined);
    const found = parsed.success ? fault(parsed.data, one) : describeOutcome(outcome);
    return found && `for ${caught.ruling.code}: ${found}`;
  };
  return firstFault(cases, faultOf, {
    ...words,
    none: "nothing was asked",
    all: "that, for every failure",
  });
}

const faultOfMark: Fault = (given) => {
  if (given.isError !== true) return `isError is ${show(given.isError)}`;
  return Array.isArray(given.content) ? undefined : `content is ${show(given.content)}`;
};

/** The envelope where it belongs, or beside that: what is in it is another check's matter. */
function envelopeOf({ structuredContent }: Result): Record<string, unknown> {
  const outer = anyObject.safeParse(structuredContent).data ?? {};
  return anyObject.safeParse(outer.error).data ?? outer;
}

const faultOfEnvelope: Fault = (given, { caught }) => {
  const outer = anyObject.safeParse(given.structuredContent).data;
  const parsed = toolError.safeParse(outer?.error);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const at = ["structuredContent", "error", ...(issue?.path ?? [])].join(".");
    return `${at}: ${issue?.message}`;
  }
  const { message: _, ...ruling } = caught.ruling;
  const right: Record<string, unknown> = { ...ruling, correlation_id: caught.correlationId };
  const keys = ["retry_after_ms", ...Object.keys(right)];
  const envelope: Record<string, unknown> = { ...parsed.data };
  const wrong = keys.find((key) => envelope[key] !== right[key]);
  if (wrong === undefined) return undefined;
  return `${wrong} is ${show(envelope[wrong])}, and was given as ${show(right[wrong])}`;
};

const speaksForItself = new Set(["VALIDATION", "NOT_FOUND", "CONFLICT", "BUSINESS_RULE"]);

const faultOfDetails: Fault = (given, { caught: { said = {}, ruling } }) => {
  const envelope = envelopeOf(given);
  const { message, ...details } = said;
  const speaks = message !== undefined && speaksForItself.has(ruling.code);
  const right: Record<string, unknown> = speaks ? { message, ...details } : details;
  const wrong = Object.entries(right).find(
    ([key, value]) => JSON.stringify(envelope[key]) !== JSON.stringify(value),
  );
  if (wrong === undefined) return undefined;
  const [key, value] = wrong;
  return `${key} is ${show(envelope[key])}; the backend said ${show(value)}`;
};

/** What a reader of the text alone needs as it is. What else there is may be in any words. */
const neededAsText = [
  "code",
  "message",
  "customer_message",
  "hint",
  "field",
  "required_permission",
  "correlation_id",
];

const faultOfText: Fault = (given) => {
  const text = textIn(given.content);
  const envelope = envelopeOf(given);
  const allowed: unknown[] = Array.isArray(envelope.allowed) ? envelope.allowed : [];
  const words = [...neededAsText.map((key) => envelope[key]), ...allowed].filter(
    (word) => typeof word === "string",
  );
  if (words.length === 0) return "there is no envelope";
  const missing = words.find((word) => !holds(text, word));
  if (missing !== undefined) return `the text has no ${show(missing)}: ${show(text)}`;
  const wait = envelope.retry_after_ms;
  if (typeof wait !== "number" || holds(text, wait) || holds(text, wait / 1000)) return undefined;
  return `the text does not say to wait ${wait} ms: ${show(text)}`;
};

const faultOfQuiet: Fault = (given, { internals }) => {
  if (Object.keys(envelopeOf(given)).length === 0) return "there is no envelope";
  const text = JSON.stringify(given);
  const leaked = internals.find((piece) => text.includes(JSON.stringify(piece).slice(1, -1)));
  return leaked === undefined ? undefined : `the result holds ${show(leaked)}`;
};
