/** Error types of the Messages API, by HTTP status. Source: API docs, "Errors". */
const TYPES: Record<number, string> = {
  400: "invalid_request_error",
  401: "authentication_error",
  403: "permission_error",
  404: "not_found_error",
  405: "invalid_request_error",
  413: "request_too_large",
  500: "api_error",
};

/** What else an error tells; `error_code` is for programs. */
interface Details {
  error_code: string;
  [key: string]: unknown;
}

/** What the API tells in `error`. */
interface ErrorBody {
  type: "error";
  error: { type: string; message: string; details?: Details };
  request_id: string;
}

/** A refusal in the shape of the API: status, type and message, and sometimes a code. */
export class ApiError extends Error {
  override readonly name = "ApiError" as const;
  readonly status: number;
  readonly details: Details | undefined;

  constructor(status: number, message: string, details?: Details) {
    super(message);
    this.status = status;
    this.details = details;
  }
}

/** A 400 `invalid_request_error`. */
export function invalid(message: string, details?: Details): ApiError {
  return new ApiError(400, message, details);
}

/** Marks a message whose wording the API does not document, so that nobody matches on it. */
export function ownWording(message: string): string {
  return `${message} (The rehearsal's own wording; the API's is not documented.)`;
}

/** Any thrown value as an {@link ApiError}; what is not one says nothing of the inside. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  return new ApiError(500, ownWording("The rehearsal failed while it handled this request."));
}

/** The body of an error reply. */
export function errorBody(error: ApiError, requestId: string): ErrorBody {
  const { message, details } = error;
  return {
    type: "error",
    error: {
      type: TYPES[error.status] ?? "api_error",
      message,
      ...(details === undefined ? {} : { details }),
    },
    request_id: requestId,
  };
}

/**
 * The reply to a refused request. `x-should-retry` is what the official SDK looks at before the
 * status; nothing the rehearsal refuses gets better by repeating it.
 */
export function errorResponse(error: ApiError, requestId: string): Response {
  return Response.json(errorBody(error, requestId), {
    status: error.status,
    headers: { "request-id": requestId, "x-should-retry": "false" },
  });
}
