import { z } from "zod";
import { type ToolError, toolError } from "../../subjects/tool-errors/envelope.ts";
import type { BackendError } from "../../subjects/tool-errors/failure.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import { holds, saidOfNothing, textIn } from "../../subjects/tool-errors/facts.ts";

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

/** What an answer made of one failure whose ruling has another value in one field each time. */
export interface RulingTwins {
  field: "retryable" | "who_can_fix" | "effect";
  results: { value: string | boolean; outcome: Outcome }[];
}

/** What an answer made of all failures, and of those that differ in one field. */
export interface ToolErrorEvidence {
  cases: ToolErrorCase[];
  twins: RulingTwins[];
}

type Result = z.infer<typeof result>;
type FaultOf = (result: Result, one: ToolErrorCase) => Fault | undefined;

const result = z.looseObject({});
const anyObject = z.record(z.string(), z.unknown());

export const judgeToToolError: Judge<ToolErrorEvidence> = ({ cases, twins }) => [
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
      "All of caught.ruling is in the envelope, unchanged but for message: copy it whole. Where the backend said no message, it is the ruling's.",
  }),
  over(cases, faultOfDetails, {
    check: "04.2.details",
    expected:
      "the backend's message for VALIDATION, NOT_FOUND, CONFLICT and BUSINESS_RULE; customer_message, field, allowed and required_permission wherever it named them",
    advice: "Whatever caught.said holds besides message goes into the envelope as it is.",
  }),
  judgeText(cases, twins),
  judgeQuiet(cases),
];

function over(
  cases: readonly ToolErrorCase[],
  fault: FaultOf,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = (one: ToolErrorCase): Fault | undefined => {
    const { outcome } = one;
    const parsed = result.safeParse(outcome.status === "returned" ? outcome.value : undefined);
    return parsed.success
      ? fault(parsed.data, one)
      : faultOfOutcome(outcome, "Return an object with isError, content and structuredContent.");
  };
  return firstFault(cases, faultOf, {
    ...words,
    about: ({ caught }) => `for ${caught.ruling.code}: `,
    none: "nothing was asked",
    all: "that, for every failure",
  });
}

const faultOfMark: FaultOf = (given) => {
  if (given.isError !== true) return `isError is ${show(given.isError)}`;
  if (Array.isArray(given.content)) return undefined;
  const advice = 'content is a list of blocks, such as { type: "text", text }.';
  return { found: `content is ${show(given.content)}`, advice };
};

/** The envelope where it belongs, or beside that: what is in it is another check's matter. */
function envelopeOf({ structuredContent }: Result): Record<string, unknown> {
  const outer = anyObject.safeParse(structuredContent).data ?? {};
  return anyObject.safeParse(outer.error).data ?? outer;
}

const faultOfEnvelope: FaultOf = (given, { caught }) => {
  const outer = anyObject.safeParse(given.structuredContent).data;
  const parsed = toolError.safeParse(outer?.error);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path ?? [];
    const at = ["structuredContent", "error", ...path].join(".");
    const value = anyObject.safeParse(outer?.error).data?.[String(path[0])];
    return { found: `${at}: ${issue?.message}`, advice: adviseOnShape(path, value) };
  }
  const { message, ...ruling } = caught.ruling;
  const right: Record<string, unknown> = { ...ruling, correlation_id: caught.correlationId };
  // Words of others are other checks' matter: where they are due, and where they leak.
  const foreign = [caught.said?.message, caught.cause?.message].includes(parsed.data.message);
  if (spokenBy(caught) === undefined && !foreign) right.message = message;
  const keys = ["retry_after_ms", ...Object.keys(right)];
  const envelope: Record<string, unknown> = { ...parsed.data };
  const wrong = keys.find((key) => envelope[key] !== right[key]);
  if (wrong === undefined) return undefined;
  const found = `${wrong} is ${show(envelope[wrong])}, and was given as ${show(right[wrong])}`;
  if (wrong === "message") return { found, advice: MESSAGE_ADVICE };
  return wrong === "correlation_id" ? { found, advice: ID_ADVICE } : found;
};

const ID_ADVICE =
  "It is what the answer gets as correlationId; the envelope calls it correlation_id.";

const MESSAGE_ADVICE =
  "Where the backend said no message, and for all other codes, message is the ruling's.";

/** What to do about a field that does not fit the schema. */
function adviseOnShape([field]: readonly PropertyKey[], value: unknown): string {
  if (field === undefined) return "The envelope is in structuredContent, under the name error.";
  if (value === null) return "Leave out what is not known: a field that is null does not fit.";
  if (field === "correlation_id") return ID_ADVICE;
  if (field === "message") return MESSAGE_ADVICE;
  return value === undefined
    ? `${String(field)} comes with the ruling: copy it whole.`
    : `Pass ${String(field)} on as it came.`;
}

const speaksForItself = new Set(["VALIDATION", "NOT_FOUND", "CONFLICT", "BUSINESS_RULE"]);

/** The backend's message, where it is the envelope's. */
const spokenBy = ({ said, ruling }: Caught): string | undefined =>
  speaksForItself.has(ruling.code) ? said?.message : undefined;

const faultOfDetails: FaultOf = (given, { caught }) => {
  const envelope = envelopeOf(given);
  const { message: _, ...details } = caught.said ?? {};
  const message = spokenBy(caught);
  const right: Record<string, unknown> = message === undefined ? details : { message, ...details };
  const wrong = Object.entries(right).find(
    ([key, value]) => JSON.stringify(envelope[key]) !== JSON.stringify(value),
  );
  if (wrong === undefined) return undefined;
  const [key, value] = wrong;
  const found = `${key} is ${show(envelope[key])}; the backend said ${show(value)}`;
  return { found, advice: DETAIL_ADVICE[key] ?? "It tells the model which argument to change." };
};

const DETAIL_ADVICE: Record<string, string> = {
  message: "For this code the backend's own message says what to change, or why not.",
  customer_message: "This is what the customer may hear, whatever the model says besides.",
  allowed: "It tells the model to what it may change the argument.",
  required_permission: "It tells people which permission to ask for, whatever the code is.",
};

/** What a reader of the text alone needs as it is. What else there is may be in any words. */
const neededAsText =
  "code message customer_message hint field required_permission correlation_id".split(" ");

function judgeText(cases: readonly ToolErrorCase[], twins: readonly RulingTwins[]): Finding {
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
    const given = result.safeParse(outcome.status === "returned" ? outcome.value : undefined).data;
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

/** What leaks comes first; that there is no envelope, in which nothing can leak, is no pass either. */
function judgeQuiet(cases: readonly ToolErrorCase[]): Finding {
  const words = {
    check: "04.2.quiet",
    expected: "nothing of cause, and of said.message only for the four codes",
    advice: "For all other codes ruling.message is the message: the backend's may hold anything.",
  };
  const quiet = over(cases, faultOfLeak, words);
  return quiet.passed ? over(cases, faultOfNone, words) : quiet;
}

const faultOfNone: FaultOf = (given) =>
  Object.keys(envelopeOf(given)).length === 0
    ? { found: "there is no envelope", advice: adviseOnShape([], undefined) }
    : undefined;

const faultOfLeak: FaultOf = (given, { internals, caught }) => {
  const text = JSON.stringify(given);
  const leaked = internals.find((piece) => text.includes(JSON.stringify(piece).slice(1, -1)));
  if (leaked === undefined) return undefined;
  const found = `the result holds ${show(leaked)}`;
  const isThrown = JSON.stringify(caught.cause ?? null).includes(leaked);
  return isThrown ? { found, advice: "That is of caught.cause, which belongs in the log." } : found;
};
