import { z } from "zod";
import { type ToolError, toolError } from "../../subjects/tool-errors/envelope.ts";
import type { BackendError } from "../../subjects/tool-errors/failure.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

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
    advice: "Leave out what is not known: a field that is null does not fit.",
  }),
  over(cases, faultOfDetails, {
    check: "04.2.details",
    expected:
      "the backend's message for VALIDATION, NOT_FOUND and CONFLICT; field, allowed and required_permission wherever it named them",
    advice: "These tell the model which argument to change, and to what.",
  }),
  over(cases, faultOfText, {
    check: "04.2.text",
    expected:
      "content holds text with the code, the message, the hint, the wait, the field, the allowed values, the missing permission and the correlation id of the envelope",
    advice: "Many hosts show the model the text alone.",
  }),
  over(cases, faultOfQuiet, {
    check: "04.2.quiet",
    expected: "nothing of cause, and of said.message only for the three codes",
    advice: "For all other codes ruling.message is the message. The cause belongs into the log.",
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

const speaksForItself = new Set(["VALIDATION", "NOT_FOUND", "CONFLICT"]);

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

const textBlocks = z.array(z.looseObject({ type: z.string(), text: z.string().optional() }));

const faultOfText: Fault = (given) => {
  const blocks = textBlocks.safeParse(given.content).data ?? [];
  const text = blocks.map((block) => (block.type === "text" ? (block.text ?? "") : "")).join("\n");
  const envelope = envelopeOf(given);
  const { code, message, hint, field, correlation_id: id, required_permission: needed } = envelope;
  const allowed = Array.isArray(envelope.allowed) ? envelope.allowed : [];
  const words = [code, message, hint, field, needed, id, ...allowed].filter(
    (word) => typeof word === "string",
  );
  // As JSON.stringify writes it, which is one right way.
  const holds = (word: string): boolean =>
    text.includes(word) || text.includes(JSON.stringify(word).slice(1, -1));
  const missing = words.find((word) => !holds(word));
  if (missing !== undefined) return `the text has no ${show(missing)}: ${show(text)}`;
  const wait = envelope.retry_after_ms;
  if (typeof wait !== "number") return words.length === 0 ? "there is no envelope" : undefined;
  const said = [wait, wait / 1000].some((number) =>
    new RegExp(`(?<![\\d.])${String(number).replace(".", "\\.")}(?![\\d])`).test(text),
  );
  return said ? undefined : `the text does not say to wait ${wait} ms: ${show(text)}`;
};

const faultOfQuiet: Fault = (given, { internals }) => {
  if (Object.keys(envelopeOf(given)).length === 0) return "there is no envelope";
  const text = JSON.stringify(given);
  const leaked = internals.find((piece) => text.includes(JSON.stringify(piece).slice(1, -1)));
  return leaked === undefined ? undefined : `the result holds ${show(leaked)}`;
};
