import { randomUUID } from "node:crypto";
import { type ErrorCode, errors } from "./catalog.ts";
import type { ArgumentIssue } from "./issues.ts";
import { log } from "./log.ts";

/** What a tool says when it fails. MCP has no standard for it: the words are those of the sketch. */
export interface ToolError {
  code: string;
  message: string;
  /** For a broken rule of the business: what the customer may be told, as it is. */
  customer_message?: string;
  retryable: boolean;
  retry_after_ms?: number;
  permission: string;
  who_can_fix: string;
  /** unknown: a write may have been done; repeat it only with its key. */
  effect: "none" | "unknown";
  /** The first argument to change, and all of them. */
  field?: string;
  issues?: readonly ArgumentIssue[];
  /** Send it again when the write is repeated. */
  idempotency_key?: string;
  hint: string;
  correlation_id: string;
}

/** What a handler may say beyond its code. The model sees it as it is: no query, path or key. */
export type Details = Partial<
  Pick<ToolError, "message" | "customer_message" | "field" | "effect" | "retry_after_ms">
>;

/**
 * A failure that a handler knows: the model gets the row of the sketch's table, and your details. Each tool
 * throws its own Failure, which takes the codes that the sketch lists for it and no other.
 */
export class ToolFailure<Code extends ErrorCode = ErrorCode> extends Error {
  readonly code: Code;
  readonly details: Details;

  constructor(code: Code, details: Details = {}) {
    super(details.message ?? code);
    this.code = code;
    this.details = details;
  }
}

/** What happens to every server; the sketch's own row of the same code goes before it. */
const ownRows = [
  {
    code: "INTERNAL",
    when: "Something went wrong inside the server.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "operator",
    hint: "Do not repeat the call. Give the correlation id to the people who run the server.",
  },
  {
    code: "VALIDATION",
    when: "The arguments are not acceptable.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "model",
    hint: "Change the named argument and call again.",
  },
  {
    code: "ABORTED",
    when: "The call was cancelled before it ended.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "user",
    hint: "Do not repeat it unless the user asks.",
  },
] as const;

type OwnCode = (typeof ownRows)[number]["code"];

/** After these nobody knows how far a call came. */
const UNCERTAIN = ["TIMEOUT", "UNAVAILABLE", "INTERNAL", "ABORTED", "BAD_REPLY"];

/** What is known of a call that failed. */
export interface FailedCall {
  /** Whether it may have changed something. */
  writes: boolean;
  idempotencyKey?: string | undefined;
}

/** What the model is told of a failure. */
export function envelope(
  code: ErrorCode | OwnCode,
  { writes, idempotencyKey }: FailedCall,
  details: Details & Pick<ToolError, "issues"> = {},
): ToolError {
  const row = [...errors, ...ownRows].find((one) => one.code === code) ?? ownRows[0];
  const effect = details.effect ?? (writes && UNCERTAIN.includes(row.code) ? "unknown" : "none");
  const key = effect === "unknown" ? idempotencyKey : undefined;
  return {
    code: row.code,
    message: row.when,
    retryable: row.retryable,
    permission: row.permission,
    who_can_fix: row.who_can_fix,
    effect,
    ...(key !== undefined && { idempotency_key: key }),
    hint: row.hint,
    correlation_id: randomUUID(),
    ...details,
  };
}

/**
 * What was thrown, as the envelope. Of what no handler meant to say, such as a driver's query or a path,
 * only the operator sees anything.
 */
export function failureOf(
  thrown: unknown,
  { signal, ...call }: FailedCall & { signal: AbortSignal },
): ToolError {
  if (thrown instanceof ToolFailure) return envelope(thrown.code, call, thrown.details);
  if (signal.aborted) return envelope("ABORTED", call);
  const failure = envelope("INTERNAL", call);
  log(failure.correlation_id + " " + wordsOf(thrown));
  return failure;
}

/** An error with its stack and its cause; whatever else was thrown, as text. */
function wordsOf(thrown: unknown): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const stack = thrown.stack ?? thrown.message;
  return thrown.cause === undefined ? stack : stack + " because of " + wordsOf(thrown.cause);
}
