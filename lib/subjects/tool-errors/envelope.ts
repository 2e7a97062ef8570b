import { z } from "zod";

/** What kind of failure a tool reports. */
const toolErrorCodes = [
  "VALIDATION",
  "NOT_FOUND",
  "CONFLICT",
  "BUSINESS_RULE",
  "UNAUTHENTICATED",
  "PERMISSION_DENIED",
  "RATE_LIMITED",
  "UNAVAILABLE",
  "TIMEOUT",
  "BAD_REPLY",
  "ABORTED",
  "INTERNAL",
] as const;

/** What kind of failure it is. */
export type ToolErrorCode = (typeof toolErrorCodes)[number];

/** An argument that a tool does not accept. */
export interface ArgumentIssue {
  /** Path of the argument, such as filter.region. */
  field: string;
  message: string;
  /** The values it takes. */
  allowed?: string[] | undefined;
}

/** What a tool says when it fails; see `toolError` for what the fields mean. */
export type ToolError = {
  code: ToolErrorCode;
  message: string;
  customer_message?: string | undefined;
  retryable: boolean;
  retry_after_ms?: number | undefined;
  permission: "not-involved" | "key-refused" | "not-allowed";
  required_permission?: string | undefined;
  who_can_fix: "model" | "user" | "operator" | "time";
  effect: "none" | "unknown";
  field?: string | undefined;
  allowed?: string[] | undefined;
  issues?: ArgumentIssue[] | undefined;
  idempotency_key?: string | undefined;
  hint: string;
  correlation_id: string;
};

const issue = z.object({
  field: z.string().describe("Path of the argument, such as filter.region."),
  message: z.string().describe("What is wrong with it."),
  allowed: z.array(z.string()).optional().describe("The values it takes."),
});

/**
 * What a tool says when it fails. MCP has no standard for this: the fields follow RFC 9457's idea of
 * problem details, in the words that a model needs to choose its next step.
 */
export const toolError: z.ZodType<ToolError, ToolError> = z.object({
  code: z.enum(toolErrorCodes),
  message: z.string().describe("What happened, in one sentence, without internals."),
  customer_message: z
    .string()
    .optional()
    .describe("For BUSINESS_RULE: a sentence that may be shown to the customer as it is."),
  retryable: z.boolean().describe("Whether the same call may succeed later, unchanged."),
  retry_after_ms: z.number().int().min(0).optional().describe("Not before this many milliseconds."),
  permission: z
    .enum(["not-involved", "key-refused", "not-allowed"])
    .describe("key-refused: not known who calls. not-allowed: known, but may not do this."),
  required_permission: z.string().optional().describe("The permission that is missing."),
  who_can_fix: z
    .enum(["model", "user", "operator", "time"])
    .describe(
      "model: change the call. user: a person decides. operator: the person who set the server up. time: nobody needs to.",
    ),
  effect: z
    .enum(["none", "unknown"])
    .describe("unknown: a write may or may not have been done; repeat it only with its key."),
  field: z.string().optional().describe("The argument to change."),
  allowed: z.array(z.string()).optional().describe("The values that this argument takes."),
  issues: z.array(issue).optional().describe("All arguments to change, where there are several."),
  idempotency_key: z.string().optional().describe("Send this key when the write is repeated."),
  hint: z.string().describe("What to do next."),
  correlation_id: z.string().describe("Names this failure in the operator's log."),
});

/** Carries an envelope through code that throws. */
export class ToolFailure extends Error {
  override readonly name = "ToolFailure" as const;
  readonly error: ToolError;

  constructor(error: ToolError) {
    super(error.message);
    this.error = error;
  }
}
