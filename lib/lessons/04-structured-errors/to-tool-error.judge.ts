import { z } from "zod";
import { toolError } from "../../subjects/tool-errors/envelope.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { judgeText } from "./error-text.judge.ts";
import {
  type Caught,
  envelopeOf,
  type FaultOf,
  over,
  type ToolErrorCase,
  type ToolErrorEvidence,
} from "./tool-error-cases.judge.ts";

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

const faultOfMark: FaultOf = (given) => {
  if (given.isError !== true) return `isError is ${show(given.isError)}`;
  if (Array.isArray(given.content)) return undefined;
  const advice = 'content is a list of blocks, such as { type: "text", text }.';
  return { found: `content is ${show(given.content)}`, advice };
};

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
