import type { ApiReply } from "./api-call.ts";

/** Codes of the REST API's errors; they are in `error.code` of the body. */
export type ApiErrorCode =
  | "bad_request"
  | "unauthorized"
  | "forbidden"
  | "not_found"
  | "method_not_allowed"
  | "conflict"
  | "business_rule"
  | "payload_too_large"
  | "unsupported_media_type"
  | "validation_failed"
  | "rate_limited"
  | "internal"
  | "unavailable";

const statuses: Record<ApiErrorCode, number> = {
  bad_request: 400,
  unauthorized: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  business_rule: 422,
  payload_too_large: 413,
  unsupported_media_type: 415,
  validation_failed: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
};

/** What else a reply may say about an error. */
export interface ApiErrorDetails {
  /** What a customer may be told of a rule, as it is. */
  customer_message?: string | undefined;
  /** The parameter or body field it is about. */
  field?: string;
  /** The values that the field takes. */
  allowed?: readonly string[];
  /** The permission that the key lacks. */
  required_permission?: string;
  /** Sent as `Retry-After`. */
  retryAfterSeconds?: number | undefined;
}

/** An error that the REST API answers with. The message is for the caller and holds no internals. */
export class ApiError extends Error {
  override readonly name = "ApiError" as const;
  readonly code: ApiErrorCode;
  readonly details: ApiErrorDetails;

  constructor(code: ApiErrorCode, message: string, details: ApiErrorDetails = {}) {
    super(message);
    this.code = code;
    this.details = details;
  }

  /** The reply that tells of it. */
  toReply(): ApiReply {
    const { retryAfterSeconds, ...details } = this.details;
    const headers: Record<string, string> = {};
    if (retryAfterSeconds !== undefined) headers["retry-after"] = String(retryAfterSeconds);
    if (this.code === "unauthorized") headers["www-authenticate"] = "Bearer";
    const body = { error: { code: this.code, message: this.message, ...details } };
    return { status: statuses[this.code], body, headers };
  }
}
