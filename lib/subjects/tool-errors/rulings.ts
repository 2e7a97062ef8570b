import type { ToolError, ToolErrorCode } from "./envelope.ts";

type Ruling = Pick<ToolError, "message" | "retryable" | "permission" | "who_can_fix" | "hint">;

/** What each code means for its reader, unless the failure itself says more. */
export const rulings: Record<ToolErrorCode, Ruling> = {
  VALIDATION: {
    message: "The arguments are not acceptable.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "model",
    hint: "Change the named argument and call again.",
  },
  NOT_FOUND: {
    message: "There is no such record.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "model",
    hint: "Search for the record first and use the id from the result.",
  },
  CONFLICT: {
    message: "The record is not in the state that the call assumes.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "model",
    hint: "Read the record again and decide by it; do not repeat the call unchanged.",
  },
  BUSINESS_RULE: {
    message: "A rule of the business does not allow this.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "user",
    hint: "Do not repeat the call, and do not look for a way around the rule. Tell the user; customer_message, where there is one, may go to the customer as it is.",
  },
  UNAUTHENTICATED: {
    message: "The backend refused the server's key.",
    retryable: false,
    permission: "key-refused",
    who_can_fix: "operator",
    hint: "Stop and tell the user that the key must be set or replaced in the server's configuration.",
  },
  PERMISSION_DENIED: {
    message: "The server's key may not do this.",
    retryable: false,
    permission: "not-allowed",
    who_can_fix: "operator",
    hint: "Stop and tell the user which permission is missing; do not look for a way around it.",
  },
  RATE_LIMITED: {
    message: "Too many requests.",
    retryable: true,
    permission: "not-involved",
    who_can_fix: "time",
    hint: "Wait before calling again, and ask for more per call.",
  },
  UNAVAILABLE: {
    message: "The backend cannot be reached or is down.",
    retryable: true,
    permission: "not-involved",
    who_can_fix: "time",
    hint: "Call again later; if it stays down, tell the user.",
  },
  TIMEOUT: {
    message: "The backend did not answer in time.",
    retryable: true,
    permission: "not-involved",
    who_can_fix: "time",
    hint: "Call again, if possible with a narrower request.",
  },
  BAD_REPLY: {
    message: "The backend's answer was incomplete or malformed.",
    retryable: true,
    permission: "not-involved",
    who_can_fix: "time",
    hint: "Call again once; if it happens again, tell the user.",
  },
  ABORTED: {
    message: "The call was cancelled before it ended.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "user",
    hint: "Do not repeat it unless the user asks.",
  },
  INTERNAL: {
    message: "Something went wrong inside the server.",
    retryable: false,
    permission: "not-involved",
    who_can_fix: "operator",
    hint: "Do not repeat the call. Give the correlation id to the people who run the server.",
  },
};
