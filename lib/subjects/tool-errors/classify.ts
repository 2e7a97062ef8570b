import type { ArgumentIssue, ToolError, ToolErrorCode } from "./envelope.ts";
import type { BackendError, Failure } from "./failure.ts";
import { internals } from "./internals.ts";
import { retryAfterMs } from "./retry-after.ts";
import { rulings } from "./rulings.ts";

/** What is known around a failure. */
export interface FailureContext {
  correlationId: string;
  /** Whether the call was to change something. */
  isWrite: boolean;
  /** The key that the write carried. */
  idempotencyKey?: string | undefined;
  /** Milliseconds since 1970; a Retry-After date is read against it. */
  now: number;
  /** The policy's longest wait in milliseconds, for a Retry-After that cannot be read. Default: none. */
  longestWaitMs?: number;
  /** Values that must not appear in the envelope. */
  secrets?: readonly string[];
}

const byStatus: Record<number, ToolErrorCode> = {
  400: "VALIDATION",
  401: "UNAUTHENTICATED",
  403: "PERMISSION_DENIED",
  404: "NOT_FOUND",
  408: "TIMEOUT",
  409: "CONFLICT",
  410: "NOT_FOUND",
  412: "CONFLICT",
  413: "VALIDATION",
  422: "VALIDATION",
  425: "UNAVAILABLE",
  429: "RATE_LIMITED",
  502: "UNAVAILABLE",
  503: "UNAVAILABLE",
  504: "TIMEOUT",
};

/** Gateways say with 520 to 529 what is wrong behind them, or that there is too much of it. */
function codeOfStatus(status: number): ToolErrorCode {
  const code = byStatus[status] ?? (status >= 520 && status <= 529 ? "UNAVAILABLE" : undefined);
  return code ?? (status < 400 ? "BAD_REPLY" : "INTERNAL");
}

/** A rule, 4xx, 429 and 503 say that nothing was done; after these nobody can know. */
const leavesDoubt = (failure: Failure): boolean =>
  failure.kind === "http"
    ? failure.status >= 500 && failure.status !== 503
    : failure.kind !== "invalid-arguments" && failure.kind !== "business-rule";

function codeOf(failure: Failure): ToolErrorCode {
  switch (failure.kind) {
    case "http":
      return codeOfStatus(failure.status);
    case "business-rule":
      return "BUSINESS_RULE";
    case "timeout":
      return "TIMEOUT";
    case "aborted":
      return "ABORTED";
    case "unreachable":
      return "UNAVAILABLE";
    case "bad-reply":
      return "BAD_REPLY";
    case "invalid-arguments":
      return "VALIDATION";
    case "bug":
    default:
      return "INTERNAL";
  }
}

/**
 * Turns a failure into the envelope: what happened, whether repeating helps, and who can act. Pure.
 * Of a backend's own words only what is harmless is passed on ({@link safeText}).
 */
export function classify(failure: Failure, context: FailureContext): ToolError {
  const code = codeOf(failure);
  const effect = context.isWrite && leavesDoubt(failure) ? "unknown" : "none";
  const error: ToolError = {
    code,
    ...rulings[code],
    effect,
    correlation_id: context.correlationId,
  };
  if (failure.kind === "http") {
    const named = retryAfterMs(failure.retryAfter, context.now);
    const wait = named === "unreadable" ? context.longestWaitMs : named;
    if (error.retryable && wait !== undefined) error.retry_after_ms = wait;
  }
  if ("error" in failure && failure.error !== undefined) {
    addDetails(error, failure.error, context.secrets);
  }
  if (failure.kind === "timeout") {
    error.message = `The backend did not answer within ${failure.afterMs} ms.`;
  }
  if (failure.kind === "invalid-arguments") addIssues(error, failure.issues);
  if (effect === "unknown") addDoubt(error, context.idempotencyKey);
  return error;
}

const speaksForItself = new Set<ToolErrorCode>([
  "VALIDATION",
  "NOT_FOUND",
  "CONFLICT",
  "BUSINESS_RULE",
]);

function addDetails(error: ToolError, said: BackendError, secrets?: readonly string[]): void {
  const tellsSecret = (value: string): boolean =>
    (secrets ?? []).some((secret) => value.includes(secret));
  const message = safeText(said.message ?? "", secrets);
  if (message !== undefined && speaksForItself.has(error.code)) error.message = message;
  const forCustomer = safeText(said.customer_message ?? "", secrets);
  if (forCustomer !== undefined && error.code === "BUSINESS_RULE") {
    error.customer_message = forCustomer;
  }
  if (said.field !== undefined && !tellsSecret(said.field) && /^[\w.]{1,60}$/.test(said.field))
    error.field = said.field;
  if (said.allowed?.every((value) => /^[\w.:-]{1,60}$/.test(value) && !tellsSecret(value))) {
    error.allowed = said.allowed.slice(0, 50);
  }
  const permission = said.required_permission;
  if (permission !== undefined && /^[\w.:-]{1,60}$/.test(permission) && !tellsSecret(permission)) {
    error.required_permission = permission;
  }
}

/**
 * Returns the text when it may be shown to a model: one line of at most 200 visible characters, no SQL,
 * path, stack, address or credential, and none of `secrets`. Otherwise undefined. It would rather
 * refuse a harmless sentence than pass a harmful one.
 */
function safeText(text: string, secrets: readonly string[] = []): string | undefined {
  if (text === "" || text.length > 200 || /[\p{Cc}\p{Cf}]/u.test(text)) return undefined;
  if (secrets.some((secret) => secret !== "" && text.includes(secret))) return undefined;
  return internals.some(({ pattern }) => pattern.test(text)) ? undefined : text;
}

function addIssues(error: ToolError, issues: readonly ArgumentIssue[]): void {
  const [first] = issues;
  if (first === undefined) return;
  error.message = `${first.field === "" ? "The arguments" : first.field}: ${first.message}`;
  error.field = first.field;
  if (first.allowed !== undefined) error.allowed = first.allowed;
  error.issues = [...issues];
}

/**
 * The same error after an earlier attempt that left doubt: that this one did nothing does not settle
 * what that one did.
 */
export function inDoubt(error: ToolError, key: string | undefined): ToolError {
  const doubtful: ToolError = { ...error, effect: "unknown" };
  doubtful.message += " Whether an earlier attempt made the change is not known.";
  if (key !== undefined) doubtful.idempotency_key = key;
  return doubtful;
}

function addDoubt(error: ToolError, key: string | undefined): void {
  error.message += " Whether the change was made is not known.";
  if (key === undefined) {
    error.hint = "Read the record to see whether the change was made before anything else.";
    return;
  }
  error.idempotency_key = key;
  error.hint = `To be sure, repeat the call with idempotency_key ${key}: it is not done twice.`;
}
