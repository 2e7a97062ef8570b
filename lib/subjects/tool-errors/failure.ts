import type { ArgumentIssue } from "./envelope.ts";

/** What a backend says about an error, in its own words. Not trusted. */
export type BackendError = {
  message?: string | undefined;
  /** What a customer may be told of a rule, as it is. */
  customer_message?: string | undefined;
  field?: string | undefined;
  allowed?: readonly string[] | undefined;
  required_permission?: string | undefined;
};

/** How a call to a backend, or a tool itself, came to nothing. */
export type Failure =
  /** The backend answered with an error status. */
  | { kind: "http"; status: number; retryAfter?: string | null; error?: BackendError }
  /** The backend understood, and a rule of the business says no: nobody's mistake. */
  | { kind: "business-rule"; error?: BackendError }
  /** No answer in time. */
  | { kind: "timeout"; afterMs: number }
  /** The caller gave up. */
  | { kind: "aborted" }
  /** No connection, or it ended before the answer. */
  | { kind: "unreachable" }
  /** The answer is not what the backend is known to send. */
  | { kind: "bad-reply" }
  /** The tool's arguments do not fit its schema. */
  | { kind: "invalid-arguments"; issues: readonly ArgumentIssue[] }
  /** Anything else: a mistake in the program. */
  | { kind: "bug" };
