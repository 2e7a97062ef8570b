import type { ToolError, ToolErrorCode } from "./envelope.ts";

type Ruling = Pick<ToolError, "message" | "retryable" | "permission" | "who_can_fix" | "hint">;

/** The very same call may succeed later where time alone helps, and nowhere else. */
const ruling = (
  who_can_fix: Ruling["who_can_fix"],
  message: string,
  hint: string,
  permission: Ruling["permission"] = "not-involved",
): Ruling => ({ message, retryable: who_can_fix === "time", permission, who_can_fix, hint });

/** Why it is this one who can fix it, for a person who named another. */
export const WHY_THIS_ONE: Record<Ruling["who_can_fix"], string> = {
  model: "The model can change its arguments, or look something up, and call again.",
  user: "Neither another argument nor time helps: a person decides.",
  operator:
    "A model cannot change a key, and cannot fix a bug: the person who set the server up can.",
  time: "Nobody has to do anything: it passes.",
};

/** What each code means for its reader, unless the failure itself says more. */
export const rulings: Record<ToolErrorCode, Ruling> = {
  VALIDATION: ruling(
    "model",
    "The arguments are not acceptable.",
    "Change the named argument and call again.",
  ),
  NOT_FOUND: ruling(
    "model",
    "There is no such record.",
    "Search for the record first and use the id from the result.",
  ),
  CONFLICT: ruling(
    "model",
    "The record is not in the state that the call assumes.",
    "Read the record again and decide by it; do not repeat the call unchanged.",
  ),
  BUSINESS_RULE: ruling(
    "user",
    "A rule of the business does not allow this.",
    "Do not repeat the call, and do not look for a way around the rule. Tell the user; customer_message, where there is one, may go to the customer as it is.",
  ),
  UNAUTHENTICATED: ruling(
    "operator",
    "The backend refused the server's key.",
    "Stop and tell the user that the key must be set or replaced in the server's configuration.",
    "key-refused",
  ),
  PERMISSION_DENIED: ruling(
    "operator",
    "The server's key may not do this.",
    "Stop and tell the user which permission is missing; do not look for a way around it.",
    "not-allowed",
  ),
  RATE_LIMITED: ruling(
    "time",
    "Too many requests.",
    "Wait before calling again, and ask for more per call.",
  ),
  UNAVAILABLE: ruling(
    "time",
    "The backend cannot be reached or is down.",
    "Call again later; if it stays down, tell the user.",
  ),
  TIMEOUT: ruling(
    "time",
    "The backend did not answer in time.",
    "Call again, if possible with a narrower request.",
  ),
  BAD_REPLY: ruling(
    "time",
    "The backend's answer was incomplete or malformed.",
    "Call again once; if it happens again, tell the user.",
  ),
  ABORTED: ruling(
    "user",
    "The call was cancelled before it ended.",
    "Do not repeat it unless the user asks.",
  ),
  INTERNAL: ruling(
    "operator",
    "Something went wrong inside the server.",
    "Do not repeat the call. Give the correlation id to the people who run the server.",
  ),
};
