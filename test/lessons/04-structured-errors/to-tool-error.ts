import type { Caught } from "../../../lib/lessons/04-structured-errors/tool-error-cases.judge.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { styles } from "./to-tool-error-styles.ts";

const SPEAKING = new Set(["VALIDATION", "NOT_FOUND", "CONFLICT", "BUSINESS_RULE"]);

type Envelope = Record<string, unknown>;
type ToToolError = (caught: Caught) => unknown;

/** The right way with one part exchanged. */
function resultWith(parts: {
  envelope?: (envelope: Envelope, caught: Caught) => Envelope;
  text?: (envelope: Envelope, caught: Caught) => string;
  result?: (result: Record<string, unknown>, envelope: Envelope) => unknown;
}): ToToolError {
  const { envelope: change = (same) => same, text = asLines, result = (same) => same } = parts;
  return (caught) => {
    const { ruling, said = {}, correlationId } = caught;
    const speaks = SPEAKING.has(ruling.code);
    const { message, ...details } = said;
    const right: Envelope = { ...ruling, ...details, correlation_id: correlationId };
    if (speaks && message !== undefined) right.message = message;
    const envelope = change(right, caught);
    const content = [{ type: "text", text: text(envelope, caught) }];
    return result({ isError: true, content, structuredContent: { error: envelope } }, envelope);
  };
}

const without = (object: Envelope, ...keys: string[]): Envelope =>
  Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));

const asLines = (envelope: Envelope): string =>
  Object.entries(envelope)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join("\n");

const inWords = ({ code, message, hint, retry_after_ms: wait, ...rest }: Envelope): string =>
  [
    `${String(code)}: ${String(message)} ${String(hint)}`,
    typeof wait === "number" ? `Wait ${wait / 1000} seconds.` : "",
    rest["retryable"] === true ? "Then try again." : "",
    `To be fixed by: ${String(rest["who_can_fix"])}`,
    rest["effect"] === "unknown" ? "It may have been done." : "",
    ...["field", "allowed", "required_permission", "customer_message", "correlation_id"].map(
      (key) => rest[key],
    ),
  ].join(" | ");

/** As a Markdown list, with what Markdown would take for markup behind a backslash. */
const asMarkdown = (envelope: Envelope): string =>
  Object.entries(envelope)
    .map(
      ([key, value]) => `- **${key}**: ${Array.isArray(value) ? value.join("; ") : String(value)}`,
    )
    .join("\n")
    .replace(/[_.()]/g, (found) => `\\${found}`);

const asXml = (envelope: Envelope): string =>
  Object.entries(envelope)
    .map(([key, value]) => {
      const words = String(value).replaceAll("&", "&amp;").replaceAll("<", "&lt;");
      return `<${key}>${words.replaceAll('"', "&quot;")}</${key}>`;
    })
    .join("\n");

/** As a page breaks lines, and numbers as people write them. */
const asPage = ({ retry_after_ms: wait, ...envelope }: Envelope): string =>
  [
    asLines(envelope).replaceAll(" ", "\n  "),
    typeof wait === "number" ? `Not before ${wait.toLocaleString("en-US")} ms.` : "",
  ].join("\n");

const rightAnswers: Record<string, ToToolError> = {
  ...styles,
  "lists the fields as text": resultWith({}),
  "writes the envelope as JSON into the text": resultWith({ text: (e) => JSON.stringify(e) }),
  "writes sentences, with seconds": resultWith({ text: inWords }),
  "writes a Markdown list": resultWith({ text: asMarkdown }),
  "breaks its lines, and groups digits": resultWith({ text: asPage }),
  "writes XML": resultWith({ text: asXml }),
  "has two text blocks": resultWith({
    result: (result, envelope) => ({
      ...result,
      content: [
        { type: "text", text: `${String(envelope.code)} ${String(envelope.message)}` },
        { type: "text", text: asLines(envelope) },
      ],
    }),
  }),
};

const wrongAnswers: [check: string | string[], mistake: string, answer: ToToolError][] = [
  [
    "04.2.is-error",
    "forgets isError",
    resultWith({ result: (result) => without(result, "isError") }),
  ],
  [
    "04.2.is-error",
    "takes isError for whether to try again",
    resultWith({ result: (result, { retryable }) => ({ ...result, isError: !retryable }) }),
  ],
  [
    "04.2.is-error",
    "puts isError into the envelope",
    resultWith({
      envelope: (envelope) => ({ ...envelope, isError: true }),
      result: (result) => without(result, "isError"),
    }),
  ],
  [
    "04.2.envelope",
    "leaves out error in structuredContent",
    resultWith({ result: (result, envelope) => ({ ...result, structuredContent: envelope }) }),
  ],
  [
    "04.2.envelope",
    "has null for what is not known",
    resultWith({
      envelope: (envelope) => ({ ...envelope, retry_after_ms: envelope.retry_after_ms ?? null }),
    }),
  ],
  [
    "04.2.envelope",
    "forgets the correlation id",
    resultWith({ envelope: (envelope) => without(envelope, "correlation_id") }),
  ],
  [
    "04.2.envelope",
    "forgets how long to wait",
    resultWith({ envelope: (envelope) => without(envelope, "retry_after_ms") }),
  ],
  [
    "04.2.envelope",
    "relies on the backend to say something",
    resultWith({
      envelope: (envelope, { said }) => {
        const speaks = SPEAKING.has(String(envelope.code));
        return speaks ? { ...envelope, message: said?.message } : envelope;
      },
    }),
  ],
  [
    "04.2.details",
    "passes on nothing that the backend said",
    resultWith({
      envelope: (envelope, { ruling }) => ({
        ...without(envelope, "field", "allowed", "required_permission"),
        message: ruling.message,
      }),
    }),
  ],
  [
    "04.2.details",
    "forgets the allowed values",
    resultWith({ envelope: (envelope) => without(envelope, "allowed") }),
  ],
  [
    "04.2.details",
    "keeps words of its own where the backend's would help",
    resultWith({ envelope: (envelope, { ruling }) => ({ ...envelope, message: ruling.message }) }),
  ],
  [
    "04.2.details",
    "keeps to itself what the customer may hear",
    resultWith({ envelope: (envelope) => without(envelope, "customer_message") }),
  ],
  [
    "04.2.details",
    "has its own words for a rule of the business",
    resultWith({
      envelope: (envelope, { ruling }) =>
        ruling.code === "BUSINESS_RULE" ? { ...envelope, message: ruling.message } : envelope,
    }),
  ],
  [
    "04.2.details",
    "names the missing permission for VALIDATION only",
    resultWith({
      envelope: ({ required_permission: needed, ...envelope }) =>
        envelope.code === "VALIDATION" ? { ...envelope, required_permission: needed } : envelope,
    }),
  ],
  [
    "04.2.envelope",
    "takes no message of the backend for an empty one",
    resultWith({
      envelope: (envelope, { said }) =>
        SPEAKING.has(String(envelope.code)) && said !== undefined
          ? { ...envelope, message: said.message ?? "" }
          : envelope,
    }),
  ],
  [
    "04.2.envelope",
    "has one message for whatever the backend may not say",
    resultWith({
      envelope: (envelope) =>
        SPEAKING.has(String(envelope.code))
          ? envelope
          : { ...envelope, message: "Something went wrong." },
    }),
  ],
  [
    ["04.2.envelope", "04.2.text"],
    "takes it that nothing was done",
    resultWith({ envelope: (envelope) => ({ ...envelope, effect: "none" }) }),
  ],
  [
    "04.2.text",
    "names a field also where there is none",
    resultWith({ text: (envelope) => `${asLines(envelope)}\nfield: ${String(envelope["field"])}` }),
  ],
  ["04.2.text", "says the message only", resultWith({ text: ({ message }) => String(message) })],
  [
    "04.2.text",
    "leaves the allowed values to programs",
    resultWith({ text: (envelope) => asLines(without(envelope, "allowed")) }),
  ],
  [
    "04.2.text",
    "does not say how long to wait",
    resultWith({ text: (envelope) => asLines(without(envelope, "retry_after_ms")) }),
  ],
  [
    "04.2.text",
    "leaves the correlation id to programs",
    resultWith({ text: (envelope) => asLines(without(envelope, "correlation_id")) }),
  ],
  [
    "04.2.text",
    "tells only programs what the customer may hear",
    resultWith({ text: (envelope) => asLines(without(envelope, "customer_message")) }),
  ],
  ...(["retryable", "who_can_fix", "effect"] as const).map(
    (field): (typeof wrongAnswers)[number] => [
      "04.2.text",
      `tells only programs of ${field}`,
      resultWith({ text: (envelope) => JSON.stringify(without(envelope, field)) }),
    ],
  ),
  [
    "04.2.text",
    "tells the two apart that can help themselves, and nobody else",
    resultWith({
      text: (envelope) => {
        const isYours = ["model", "user"].includes(String(envelope["who_can_fix"]));
        return `${asLines(without(envelope, "who_can_fix"))} ${isYours ? "Yours." : "Not yours."}`;
      },
    }),
  ],
  [
    "04.2.text",
    "prints an object as text",
    resultWith({ text: (envelope) => `Error: ${String(envelope.code)} [object Object]` }),
  ],
  [
    "04.2.quiet",
    "says what was thrown",
    resultWith({
      envelope: (envelope, { cause }) =>
        cause === undefined ? envelope : { ...envelope, message: cause.message },
    }),
  ],
  [
    "04.2.quiet",
    "adds the stack for the developer",
    resultWith({
      result: (result, _envelope) => result,
      envelope: (envelope, { cause }) =>
        cause === undefined ? envelope : { ...envelope, stack: cause.stack },
    }),
  ],
  [
    "04.2.quiet",
    "passes on the backend's words, whatever the code",
    resultWith({
      envelope: (envelope, { said }) => ({
        ...envelope,
        message: said?.message ?? envelope.message,
      }),
    }),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "04.2",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart: byHeart("04.2", resultWith({})),
  equivalent: [
    {
      reason: "All fields are in the text, whatever is between them.",
      mutants: [
        'text-emptied: content: [{ type: "text", text: lines.join("\\n") }], → content: [{ type: "text", text: lines.join("") }],',
      ],
    },
    {
      reason: "All fields are in the text, whatever is between and around them.",
      mutants: [
        "conversion-dropped: ([name, value]) => `${name}: ${JSON.stringify(value)}`, → ([name, value]) => `${name}: ${(value)}`,",
      ],
    },
  ],
};
