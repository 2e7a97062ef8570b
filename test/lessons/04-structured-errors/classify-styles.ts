import type { ToolError } from "../../../lib/subjects/tool-errors/envelope.ts";
import type { Failure } from "../../../lib/subjects/tool-errors/failure.ts";

type Code = ToolError["code"];
type Who = ToolError["who_can_fix"];
type Permission = ToolError["permission"];
type Row = readonly [Code, Who, Permission?];
type Lookup = (failure: Failure) => Row;
type Build = (row: Row, failure: Failure) => unknown;

const INTERNAL: Row = ["INTERNAL", "operator"];

/** The lesson's table, as it is in the text. */
const TABLE = `
400 422 invalid-arguments | VALIDATION | model
401 | UNAUTHENTICATED | operator | key-refused
403 | PERMISSION_DENIED | operator | not-allowed
404 | NOT_FOUND | model
409 | CONFLICT | model
business-rule | BUSINESS_RULE | user
429 | RATE_LIMITED | time
425 502 503 520-529 unreachable | UNAVAILABLE | time
504 timeout | TIMEOUT | time
bad-reply | BAD_REPLY | time
aborted | ABORTED | user`;

const nameOf = (failure: Failure): string =>
  failure.kind === "http" ? String(failure.status) : failure.kind;

const isGateway = (status: number): boolean => status >= 520 && status < 530;

const byStatus: Record<number, Row> = {
  400: ["VALIDATION", "model"],
  401: ["UNAUTHENTICATED", "operator", "key-refused"],
  403: ["PERMISSION_DENIED", "operator", "not-allowed"],
  404: ["NOT_FOUND", "model"],
  409: ["CONFLICT", "model"],
  422: ["VALIDATION", "model"],
  425: ["UNAVAILABLE", "time"],
  429: ["RATE_LIMITED", "time"],
  502: ["UNAVAILABLE", "time"],
  503: ["UNAVAILABLE", "time"],
  504: ["TIMEOUT", "time"],
};
for (let status = 520; status <= 529; status += 1) byStatus[status] = ["UNAVAILABLE", "time"];

const byKind: Partial<Record<Failure["kind"], Row>> = {
  "invalid-arguments": ["VALIDATION", "model"],
  "business-rule": ["BUSINESS_RULE", "user"],
  unreachable: ["UNAVAILABLE", "time"],
  timeout: ["TIMEOUT", "time"],
  "bad-reply": ["BAD_REPLY", "time"],
  aborted: ["ABORTED", "user"],
};

const questions: readonly [(failure: Failure) => boolean, Row][] = [
  [(one) => /^(400|422|invalid-arguments)$/.test(nameOf(one)), ["VALIDATION", "model"]],
  [(one) => nameOf(one) === "401", ["UNAUTHENTICATED", "operator", "key-refused"]],
  [(one) => nameOf(one) === "403", ["PERMISSION_DENIED", "operator", "not-allowed"]],
  [(one) => nameOf(one) === "404", ["NOT_FOUND", "model"]],
  [(one) => nameOf(one) === "409", ["CONFLICT", "model"]],
  [(one) => one.kind === "business-rule", ["BUSINESS_RULE", "user"]],
  [(one) => nameOf(one) === "429", ["RATE_LIMITED", "time"]],
  [(one) => /^(425|50[23]|52\d|unreachable)$/.test(nameOf(one)), ["UNAVAILABLE", "time"]],
  [(one) => /^(504|timeout)$/.test(nameOf(one)), ["TIMEOUT", "time"]],
  [(one) => one.kind === "bad-reply", ["BAD_REPLY", "time"]],
  [(one) => one.kind === "aborted", ["ABORTED", "user"]],
];

function bySwitch(failure: Failure): Row {
  switch (failure.kind) {
    case "invalid-arguments":
      return ["VALIDATION", "model"];
    case "business-rule":
      return ["BUSINESS_RULE", "user"];
    case "unreachable":
      return ["UNAVAILABLE", "time"];
    case "timeout":
      return ["TIMEOUT", "time"];
    case "bad-reply":
      return ["BAD_REPLY", "time"];
    case "aborted":
      return ["ABORTED", "user"];
    case "bug":
      return INTERNAL;
    case "http":
      return isGateway(failure.status) ? ["UNAVAILABLE", "time"] : statusSwitch(failure.status);
  }
}

function statusSwitch(status: number): Row {
  switch (status) {
    case 400:
    case 422:
      return ["VALIDATION", "model"];
    case 401:
      return ["UNAUTHENTICATED", "operator", "key-refused"];
    case 403:
      return ["PERMISSION_DENIED", "operator", "not-allowed"];
    case 404:
      return ["NOT_FOUND", "model"];
    case 409:
      return ["CONFLICT", "model"];
    case 429:
      return ["RATE_LIMITED", "time"];
    case 425:
    case 502:
    case 503:
      return ["UNAVAILABLE", "time"];
    case 504:
      return ["TIMEOUT", "time"];
    default:
      return INTERNAL;
  }
}

/** Reads the rows of the table as it is written. */
function byText(failure: Failure): Row {
  for (const line of TABLE.trim().split("\n")) {
    const [names = "", code = "", who = "", permission] = line
      .split("|")
      .map((part) => part.trim());
    const fits = names.split(" ").some((name) => {
      const [from = "", to = from] = /^\d+-\d+$/.test(name) ? name.split("-") : [name];
      const own = nameOf(failure);
      return (
        own === name || (own >= from && own <= to && own.length === from.length && to !== from)
      );
    });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the words of the table
    if (fits) return [code, who, permission] as unknown as Row;
  }
  return INTERNAL;
}

/** How a failure's row may be found. */
const lookups: Record<string, Lookup> = {
  "looks into two tables": (failure) =>
    (failure.kind === "http" ? byStatus[failure.status] : byKind[failure.kind]) ?? INTERNAL,
  "switches twice": bySwitch,
  "asks a list of questions": (failure) =>
    questions.find(([isIt]) => isIt(failure))?.[1] ?? INTERNAL,
  "reads the table as text": byText,
  "keeps a Map": (failure) =>
    new Map<string, Row>([...Object.entries(byStatus), ...Object.entries(byKind)]).get(
      nameOf(failure),
    ) ?? INTERNAL,
};

const secondsOf = (failure: Failure): string | null | undefined =>
  failure.kind === "http" ? failure.retryAfter : undefined;

/** How its ruling may be built. */
const builds: Record<string, Build> = {
  "spreads what is there": ([code, who, permission = "not-involved"], failure) => {
    const retryable = who === "time";
    const seconds = secondsOf(failure);
    return {
      code,
      retryable,
      permission,
      who_can_fix: who,
      ...(retryable && seconds != null && { retry_after_ms: Number(seconds) * 1000 }),
    };
  },
  "has a field that is undefined": ([code, who, permission], failure) => ({
    code,
    who_can_fix: who,
    retryable: who === "time",
    permission: permission ?? "not-involved",
    retry_after_ms:
      who === "time" && typeof secondsOf(failure) === "string"
        ? Math.round(Number.parseFloat(secondsOf(failure) ?? "") * 1e3)
        : undefined,
  }),
  "fills an object step by step": ([code, who, permission], failure) => {
    const ruling: Record<string, unknown> = { code };
    ruling["who_can_fix"] = who;
    ruling["retryable"] = ["RATE_LIMITED", "UNAVAILABLE", "TIMEOUT", "BAD_REPLY"].includes(code);
    ruling["permission"] = permission || "not-involved";
    const seconds = secondsOf(failure);
    if (ruling["retryable"] === true && seconds) ruling["retry_after_ms"] = Number(`${seconds}000`);
    return ruling;
  },
  "promises an instance": async ([code, who, permission = "not-involved"], failure) => {
    class Ruling {
      readonly code = code;
      readonly who_can_fix = who;
      readonly permission = permission;
      readonly retryable = who === "time";
      readonly retry_after_ms = this.retryable
        ? Number.parseInt(secondsOf(failure) ?? "", 10) * 1000 || 0
        : 0;
    }
    const { retry_after_ms, ...rest } = new Ruling();
    const isNamed = rest.retryable && /^\d/.test(secondsOf(failure) ?? "");
    return isNamed ? { ...rest, retry_after_ms } : rest;
  },
};

/** Each way to find a row with each way to build what is made of it. */
export const styles: Record<string, (failure: Failure) => unknown> = Object.fromEntries(
  Object.entries(lookups).flatMap(([how, lookup]) =>
    Object.entries(builds).map(([then, build]) => [
      `${how}, and ${then}`,
      (failure: Failure) => build(lookup(failure), failure),
    ]),
  ),
);
