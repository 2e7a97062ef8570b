import { classify } from "../../subjects/tool-errors/classify.ts";
import type { BackendError, Failure } from "../../subjects/tool-errors/failure.ts";
import { judgeToToolError } from "./to-tool-error.judge.ts";
import type {
  Caught,
  RulingTwins,
  ToolErrorCase,
  ToolErrorEvidence,
} from "./tool-error-cases.judge.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** Failures with all that is known of them. */
export type Variant = Omit<ToolErrorCase, "outcome">[];

/** A case: what failed, what the backend said of it, and what was thrown inside, by its pieces. */
export function caseOf(
  failure: Failure,
  correlationId: string,
  said?: BackendError,
  internals: string[] = [],
  isWrite = false,
): Variant[number] {
  const context = { correlationId, isWrite, now: 0 };
  const { correlation_id: _, ...ruling } = classify(failure, context);
  const caught: Caught = { ruling, correlationId };
  if (said !== undefined) caught.said = said;
  if (internals.length > 0) {
    const message = internals.join(" in ");
    caught.cause = { message, stack: `Error: ${message}\n    at ${internals[0]} (crm.js:10:5)` };
  }
  return { caught, internals: internals.flatMap((piece) => [piece, "crm.js:10:5"]) };
}

/** A reply of the backend that says no. */
export const http = (status: number, retryAfter?: string): Failure =>
  retryAfter === undefined ? { kind: "http", status } : { kind: "http", status, retryAfter };

/** The backend's own words for a failure inside are internal too. */
export function saidInside(
  failure: Failure,
  correlationId: string,
  message: string,
  internals: string[],
): Variant[number] {
  const { caught } = caseOf(failure, correlationId);
  return { caught: { ...caught, said: { message } }, internals };
}

const shown: Variant = [
  caseOf(http(422), "req-000012", {
    message: "is none of the stages",
    field: "stage_id",
    allowed: ["qualify", "discover", "propose", "negotiate"],
  }),
  caseOf(http(404), "req-000013", { message: "There is no deal dl-9999.", field: "deal_id" }),
  caseOf(http(409), "req-000014", {
    message: "Deal dl-0004 is at stage discover, not qualify.",
    field: "from_stage_id",
  }),
  caseOf({ kind: "business-rule" }, "req-000018", {
    message: "Deal dl-0004 is closed (won); a closed deal does not move.",
    customer_message: "This offer is closed. We would be glad to make you a new one.",
    field: "stage_id",
  }),
  caseOf(http(403), "req-000015", { required_permission: "crm:write" }),
  caseOf(http(429, "30"), "req-000016"),
  caseOf({ kind: "bug" }, "crm-000003", undefined, [
    "SQLITE_BUSY: database is locked",
    "SELECT * FROM deals",
    "/var/lib/crm/data.db",
  ]),
  saidInside(http(500), "req-000017", "UPDATE deals failed on db-7.internal", [
    "UPDATE deals",
    "db-7.internal",
  ]),
];

const others: Variant = [
  caseOf(http(422), "req-000101", {
    message: 'has to be a date such as "2026-10-01"',
    field: "period.from",
  }),
  caseOf({ kind: "unreachable" }, "crm-000101", undefined, [
    "connect ECONNREFUSED 10.0.0.7:5432",
    "key crm_live_NotARealKey0011",
  ]),
  caseOf({ kind: "business-rule" }, "req-000106", { message: "A discount above 20% needs a yes." }),
  caseOf(http(503, "2"), "req-000102"),
  caseOf(http(404), "req-000105"),
  caseOf(http(409), "req-000107", { field: "stage_id" }),
  caseOf({ kind: "timeout", afterMs: 5_000 }, "crm-000102", undefined, [], true),
  saidInside(http(401), "req-000103", "crm_live_NotARealKey0012 was withdrawn", [
    "crm_live_NotARealKey0012",
  ]),
  saidInside(http(503), "req-000104", "pool of C:\\crm\\pool.cfg is empty", ["C:\\crm\\pool.cfg"]),
];

/** One failure again and again, with each value of a field of its ruling in turn. */
function twinsOf({ ruling, ...rest }: Caught): { field: RulingTwins["field"]; caught: Caught[] }[] {
  const withEach = <Field extends RulingTwins["field"]>(
    field: Field,
    values: Caught["ruling"][Field][],
  ) => ({
    field,
    caught: values.map((value) => ({ ...rest, ruling: { ...ruling, [field]: value } })),
  });
  return [
    withEach("retryable", [true, false]),
    withEach("who_can_fix", ["model", "user", "operator", "time"]),
    withEach("effect", ["none", "unknown"]),
  ];
}

/** 04.2: failures with all that is known of them, some of it not for a model. */
export const toToolErrorExamination: Examination = examination<Variant, ToolErrorEvidence>({
  variants: [shown, others],
  async drive(answer, _world, all) {
    const outcomeOf = (caught: Caught): Promise<Outcome> =>
      answer.call([{ type: "json", value: toJson(caught) ?? null }]);
    const cases = await Promise.all(
      all.map(async (one) => ({ ...one, outcome: await outcomeOf(one.caught) })),
    );
    const [first] = all;
    const twins = await Promise.all(
      (first === undefined ? [] : twinsOf(first.caught)).map(async ({ field, caught }) => ({
        field,
        results: await Promise.all(
          caught.map(async (one) => ({
            value: one.ruling[field],
            outcome: await outcomeOf(one),
          })),
        ),
      })),
    );
    return { cases, twins };
  },
  judge: judgeToToolError,
});
