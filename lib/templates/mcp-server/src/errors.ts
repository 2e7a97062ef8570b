import { randomUUID } from "node:crypto";
import type { CallToolResult } from "@modelcontextprotocol/server";
import { type ErrorCode, errors } from "./catalog.ts";

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
  field?: string;
  hint: string;
  correlation_id: string;
}

/** What a handler may say beyond its code. */
export type Details = Partial<Pick<ToolError, "message" | "customer_message" | "field" | "effect" | "retry_after_ms">>;

/**
 * A failure that a tool knows: the model gets the row of the sketch's table, and your details. Each tool
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

const internal = {
  code: "INTERNAL",
  when: "Something went wrong inside the server.",
  retryable: false,
  permission: "not-involved",
  who_can_fix: "operator",
  hint: "Do not repeat the call. Give the correlation id to the people who run the server.",
};

const validation = {
  code: "VALIDATION",
  when: "The arguments are not acceptable.",
  retryable: false,
  permission: "not-involved",
  who_can_fix: "model",
  hint: "Change the named argument and call again.",
};

/** After these nobody knows how far a call came. */
const UNCERTAIN = ["TIMEOUT", "UNAVAILABLE", "INTERNAL"];

/**
 * What the model is told of a failure.
 * @param writes whether the tool may have changed something
 */
export function envelope(
  code: ErrorCode | "INTERNAL" | "VALIDATION",
  writes: boolean,
  details: Details = {},
): ToolError {
  const row = [...errors, internal, validation].find((one) => one.code === code) ?? internal;
  return {
    code: row.code,
    message: row.when,
    retryable: row.retryable,
    permission: row.permission,
    who_can_fix: row.who_can_fix,
    effect: writes && UNCERTAIN.includes(row.code) ? "unknown" : "none",
    hint: row.hint,
    correlation_id: randomUUID(),
    ...details,
  };
}

/** isError, and the same facts as text and as structured content: some hosts drop the one, some the other. */
export function errorResult(error: ToolError): CallToolResult {
  const lines = Object.entries(error).map(([name, value]) => name + ": " + String(value));
  return {
    isError: true,
    content: [{ type: "text", text: lines.join("\n") }],
    structuredContent: { error },
  };
}
