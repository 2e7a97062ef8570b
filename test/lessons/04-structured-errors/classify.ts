import type { ToolError } from "../../../lib/subjects/tool-errors/envelope.ts";
import type { Failure } from "../../../lib/subjects/tool-errors/failure.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { styles } from "./classify-styles.ts";

type Ruling = Pick<ToolError, "code" | "retryable" | "permission" | "who_can_fix"> & {
  retry_after_ms?: number | null | undefined;
};
type Classify = (failure: Failure) => unknown;

const say = (code: ToolError["code"], who: ToolError["who_can_fix"]): Ruling => ({
  code,
  retryable: who === "time",
  permission: "not-involved",
  who_can_fix: who,
});

const fromGateway = (failure: Failure): boolean =>
  failure.kind === "http" && Math.floor(failure.status / 10) === 52;

/** By status or kind, written as one chain of questions. */
const rightRuling = (failure: Failure): Ruling => {
  const is = (...those: (number | string)[]): boolean =>
    those.includes(failure.kind === "http" ? failure.status : failure.kind);
  if (is(400, 422, "invalid-arguments")) return say("VALIDATION", "model");
  if (is(401)) return { ...say("UNAUTHENTICATED", "operator"), permission: "key-refused" };
  if (is(403)) return { ...say("PERMISSION_DENIED", "operator"), permission: "not-allowed" };
  if (is(404)) return say("NOT_FOUND", "model");
  if (is(409)) return say("CONFLICT", "model");
  if (is("business-rule")) return say("BUSINESS_RULE", "user");
  if (is(425, 502, 503, "unreachable") || fromGateway(failure)) return say("UNAVAILABLE", "time");
  if (is(429)) return say("RATE_LIMITED", "time");
  if (is(504, "timeout")) return say("TIMEOUT", "time");
  if (is("bad-reply")) return say("BAD_REPLY", "time");
  if (is("aborted")) return say("ABORTED", "user");
  return say("INTERNAL", "operator");
};

const right = (failure: Failure): Ruling => {
  const ruling = rightRuling(failure);
  const named = failure.kind === "http" && typeof failure.retryAfter === "string";
  if (ruling.retryable && named) ruling.retry_after_ms = Number(failure.retryAfter) * 1000;
  return ruling;
};

/** The right ruling, changed by a second look at the failure. */
const but =
  (change: (ruling: Ruling, failure: Failure) => Partial<Ruling>): Classify =>
  (failure) => {
    const ruling = right(failure);
    return { ...ruling, ...change(ruling, failure) };
  };

const words = (failure: Failure): string =>
  failure.kind === "http" ? (failure.error?.message ?? "") : "";

const seconds = (failure: Failure): string | undefined =>
  (failure.kind === "http" ? failure.retryAfter : undefined) ?? undefined;

const rightAnswers: Record<string, Classify> = {
  ...styles,
  "asks one question after the other": right,
  "has more fields than asked for": (failure) => ({ hint: "…", ...right(failure) }),
  "reads a date in Retry-After, too": but((_, failure) => {
    const named = seconds(failure);
    return Number.isNaN(Number(named ?? "")) && named !== undefined
      ? { retry_after_ms: Date.parse(named) - Date.now() }
      : {};
  }),
  "leaves an unknown wait undefined": but(({ retry_after_ms }) => ({
    ...(retry_after_ms === undefined && { retry_after_ms: undefined }),
  })),
};

const wrongAnswers: [check: string | string[], mistake: string, answer: Classify][] = [
  [
    ["04.1.code", "04.1.who"],
    "takes what has words for the customer for a rule of the business",
    but((_, failure) =>
      "error" in failure && failure.error?.customer_message !== undefined
        ? { code: "BUSINESS_RULE", who_can_fix: "user" }
        : {},
    ),
  ],
  [
    "04.1.code",
    "has one code for 404 and 400",
    but(({ code }) => (code === "NOT_FOUND" ? { code: "VALIDATION" } : {})),
  ],
  [
    "04.1.code",
    "takes a timeout for an outage",
    but(({ code }) => (code === "TIMEOUT" ? { code: "UNAVAILABLE" } : {})),
  ],
  [
    "04.1.code",
    "takes every 4xx it does not know for bad arguments",
    but((_, failure) =>
      failure.kind === "http" && failure.status === 418 ? { code: "VALIDATION" } : {},
    ),
  ],
  [
    "04.1.code",
    "says that there is nothing where nobody could be asked",
    but((_, failure) => (failure.kind === "unreachable" ? { code: "NOT_FOUND" } : {})),
  ],
  [
    "04.1.code",
    "takes a rule of the business for wrong arguments",
    but(({ code }) => (code === "BUSINESS_RULE" ? { code: "VALIDATION" } : {})),
  ],
  [
    "04.1.code",
    "knows no gateway",
    but((_, failure) => (fromGateway(failure) ? { code: "INTERNAL" } : {})),
  ],
  [
    "04.1.retryable",
    "gives up on a gateway that is overloaded",
    but((_, failure) =>
      fromGateway(failure) && seconds(failure) === undefined ? { retryable: false } : {},
    ),
  ],
  [
    "04.1.who",
    "asks the model to get around a rule of the business",
    but(({ code }) => (code === "BUSINESS_RULE" ? { who_can_fix: "model" } : {})),
  ],
  [
    "04.1.who",
    "takes a rule of the business for a bug",
    but(({ code }) => (code === "BUSINESS_RULE" ? { who_can_fix: "operator" } : {})),
  ],
  [
    "04.1.retryable",
    "repeats after any 5xx",
    but((_, failure) =>
      failure.kind === "http" && failure.status >= 500 && seconds(failure) === undefined
        ? { retryable: true }
        : {},
    ),
  ],
  [
    "04.1.retryable",
    "repeats a conflict",
    but(({ code }) => (code === "CONFLICT" ? { retryable: true } : {})),
  ],
  [
    "04.1.retryable",
    "gives up on a timeout",
    but(({ code }) => (code === "TIMEOUT" ? { retryable: false } : {})),
  ],
  [
    "04.1.retry-after",
    "takes seconds for milliseconds",
    but(({ retry_after_ms: ms }) => (ms ? { retry_after_ms: ms / 1000 } : {})),
  ],
  [
    "04.1.retry-after",
    "says 0 where nothing is known",
    but(({ retryable, retry_after_ms = 0 }) => (retryable ? { retry_after_ms } : {})),
  ],
  [
    "04.1.retry-after",
    "says null where nothing is known",
    but(({ retry_after_ms = null }) => ({ retry_after_ms })),
  ],
  [
    "04.1.retry-after",
    "names a time where trying again does not help",
    but((_, failure) => {
      const named = seconds(failure);
      return named === undefined ? {} : { retry_after_ms: Number(named) * 1000 };
    }),
  ],
  [
    "04.1.permission",
    "takes 401 and 403 for the same",
    but(({ permission }) => (permission === "key-refused" ? { permission: "not-allowed" } : {})),
  ],
  [
    "04.1.permission",
    "mixes the two up",
    but(({ permission }) => {
      if (permission === "not-involved") return {};
      return { permission: permission === "key-refused" ? "not-allowed" : "key-refused" };
    }),
  ],
  [
    "04.1.permission",
    "believes the words",
    but((_, failure) =>
      /forbidden|permission/i.test(words(failure)) ? { permission: "not-allowed" } : {},
    ),
  ],
  [
    "04.1.who",
    "leaves permissions to the user",
    but(({ permission }) => (permission === "not-involved" ? {} : { who_can_fix: "user" })),
  ],
  [
    "04.1.who",
    "lets the model fix a bug",
    but(({ code }) => (code === "INTERNAL" ? { who_can_fix: "model" } : {})),
  ],
  [
    "04.1.who",
    "leaves a missing record to the user",
    but(({ code }) => (code === "NOT_FOUND" ? { who_can_fix: "user" } : {})),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "04.1",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart: byHeart("04.1", right),
  equivalent: [
    {
      reason: "502 and 503 say the same.",
      mutants: [
        "number-lowered: const row = rows[gateway ? 503 : status || failure.kind]; → const row = rows[gateway ? 502 : status || failure.kind];",
      ],
    },
  ],
};
