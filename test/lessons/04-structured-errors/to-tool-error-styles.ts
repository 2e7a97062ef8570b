import type { Caught } from "../../../lib/lessons/04-structured-errors/tool-error-cases.judge.ts";

type Envelope = Record<string, unknown>;
type Build = (caught: Caught) => Envelope;
type Content = (envelope: Envelope) => object[];

const SPEAKING = ["VALIDATION", "NOT_FOUND", "CONFLICT", "BUSINESS_RULE"];

/** As the lesson's third hint has it. */
const spread: Build = ({ ruling, said, correlationId }) => {
  const { message, ...details } = said ?? {};
  return {
    ...ruling,
    ...details,
    message: SPEAKING.includes(ruling.code) && message ? message : ruling.message,
    correlation_id: correlationId,
  };
};

/** How an envelope may be built. */
const builds: Record<string, Build> = {
  "spreads into an envelope": spread,
  "fills an envelope field by field": (caught) => {
    const envelope: Envelope = structuredClone(caught.ruling);
    envelope["correlation_id"] = caught.correlationId;
    const { said } = caught;
    if (said === undefined) return envelope;
    switch (caught.ruling.code) {
      case "VALIDATION":
      case "NOT_FOUND":
      case "CONFLICT":
      case "BUSINESS_RULE":
        envelope["message"] = said.message ?? caught.ruling.message;
        break;
      default:
    }
    if (said.field) envelope["field"] = said.field;
    if (said.allowed) envelope["allowed"] = [...said.allowed];
    if (said.required_permission) envelope["required_permission"] = said.required_permission;
    if (said.customer_message) envelope["customer_message"] = said.customer_message;
    return envelope;
  },
  "assigns, and drops what is undefined": ({ ruling, said, correlationId }) => {
    const speaks = new Set(SPEAKING).has(ruling.code);
    const merged = Object.assign({ correlation_id: correlationId }, ruling, said, {
      message: (speaks ? said?.message : undefined) ?? ruling.message,
    });
    return Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined));
  },
};

const valueIn = (value: unknown): string =>
  Array.isArray(value)
    ? value.join(", ")
    : typeof value === "string"
      ? value
      : JSON.stringify(value);
const text = (words: string): { type: "text"; text: string } => ({ type: "text", text: words });
const lines = (envelope: Envelope, line: (name: string, value: string) => string): string =>
  Object.entries(envelope)
    .map(([name, value]) => line(name, valueIn(value)))
    .join("\n");

const WHO: Record<string, string> = {
  model: "You can fix that: change the call.",
  user: "Ask the user.",
  operator: "Only those who run the server can fix that.",
  time: "It passes by itself.",
};

function sentences(envelope: Envelope): string {
  const { code, message, hint, retryable, who_can_fix, effect, correlation_id, ...rest } = envelope;
  const { retry_after_ms: wait, customer_message, field, allowed, required_permission } = rest;
  return [
    `${valueIn(message)} (${valueIn(code)})`,
    valueIn(hint),
    retryable === true ? "The same call may be made again" : "Do not make the same call again",
    typeof wait === "number" ? `after ${wait / 1000} s.` : ".",
    WHO[valueIn(who_can_fix)] ?? "",
    effect === "unknown" ? "It may have been done." : "Nothing was changed.",
    field === undefined ? "" : `It is about ${valueIn(field)}`,
    allowed === undefined ? "" : `which takes ${valueIn(allowed)}.`,
    required_permission === undefined ? "" : `Needed is ${valueIn(required_permission)}.`,
    customer_message === undefined ? "" : `The customer may hear: ${valueIn(customer_message)}`,
    `Reference: ${valueIn(correlation_id)}.`,
  ].join(" ");
}

/** What the text may look like. */
const contents: Record<string, Content> = {
  "writes it as one line of JSON": (envelope) => [text(JSON.stringify({ error: envelope }))],
  "writes it as JSON with line breaks": (envelope) => [text(JSON.stringify(envelope, null, 2))],
  "writes a Markdown list with code": (envelope) => [
    text(lines(envelope, (name, value) => `* **${name}:** \`${value}\``)),
  ],
  "writes a Markdown table": (envelope) => [
    text(
      `| field | value |\n|--|--|\n${lines(envelope, (name, value) => `| ${name} | ${value} |`)}`,
    ),
  ],
  "writes YAML": (envelope) => [text(lines(envelope, (name, value) => `${name}: >-\n  ${value}`))],
  "writes tags": (envelope) => [
    text(`<error>\n${lines(envelope, (name, value) => `<${name}>${value}</${name}>`)}\n</error>`),
  ],
  "writes sentences": (envelope) => [text(sentences(envelope))],
  "writes a heading, and the rest in a block of its own": (envelope) => [
    text(`# ${valueIn(envelope["code"])}`),
    { ...text(sentences(envelope)), annotations: { audience: ["assistant"] } },
  ],
};

/** Each way to build an envelope with each text. */
export const styles: Record<string, (caught: Caught) => object> = Object.fromEntries(
  Object.entries(builds).flatMap(([how, build]) =>
    Object.entries(contents).map(([then, content]) => [
      `${how}, and ${then}`,
      (caught: Caught) => {
        const error = build(caught);
        return { isError: true, content: content(error), structuredContent: { error } };
      },
    ]),
  ),
);
