import { classify } from "../../subjects/tool-errors/classify.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import { type ClassifiedFailure, judgeClassify } from "./classify.judge.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

/** As the CRM's backend fails. */
const asTheCrm: Failure[] = [
  { kind: "http", status: 401, error: { message: "The API key is missing or not known." } },
  {
    kind: "http",
    status: 403,
    error: { message: "This key may read but not write.", required_permission: "crm:write" },
  },
  { kind: "http", status: 404, error: { message: "There is no deal dl-9999.", field: "deal_id" } },
  { kind: "http", status: 409, error: { message: "Deal dl-0004 is at stage discover." } },
  { kind: "http", status: 422, error: { message: "is not a stage", field: "stage_id" } },
  { kind: "http", status: 429, retryAfter: "30", error: { message: "Too many requests." } },
  { kind: "http", status: 429, retryAfter: null, error: { message: "Too many requests." } },
  { kind: "http", status: 503, error: { message: "The CRM is down for maintenance." } },
  { kind: "http", status: 500, error: { message: "Something went wrong inside the CRM." } },
  {
    kind: "business-rule",
    error: { message: "Deal dl-0009 is closed.", customer_message: "This offer is closed." },
  },
  { kind: "timeout", afterMs: 10_000 },
  { kind: "aborted" },
  { kind: "unreachable" },
  { kind: "bad-reply" },
  { kind: "bug" },
];

/** The same kinds, in words that point elsewhere. */
const inOtherWords: Failure[] = [
  { kind: "http", status: 503, retryAfter: "0", error: { message: "Access is forbidden now." } },
  { kind: "http", status: 404, error: { message: "Unauthorized? Or try again later." } },
  { kind: "http", status: 400, error: { message: "Timeout must be a number.", field: "timeout" } },
  { kind: "http", status: 403, retryAfter: "60", error: { message: "Not found." } },
  { kind: "http", status: 401, retryAfter: null, error: { message: "Permission denied." } },
  { kind: "http", status: 409, error: { message: "Rate of change too high: conflict." } },
  { kind: "http", status: 422, error: { message: "This key is not known." } },
  {
    kind: "http",
    status: 409,
    error: { message: "Somebody was quicker.", customer_message: "Somebody was quicker." },
  },
  { kind: "http", status: 429, retryAfter: "2", error: { message: "Internal server error" } },
  { kind: "http", status: 418, error: { message: "Service unavailable" } },
  { kind: "http", status: 501, retryAfter: "5" },
  { kind: "http", status: 425, error: { message: "Conflict: too early." } },
  { kind: "http", status: 502, error: { message: "Internal error" } },
  { kind: "http", status: 504, retryAfter: "3" },
  ...[519, 520, 524, 529, 530].map((status): Failure => ({ kind: "http", status })),
  { kind: "business-rule", error: { message: "Not found: a yes for a discount above 20%." } },
  { kind: "timeout", afterMs: 250 },
  { kind: "aborted" },
  { kind: "unreachable" },
  { kind: "bad-reply" },
  { kind: "invalid-arguments", issues: [{ field: "limit", message: "Too big." }] },
  { kind: "bug" },
];

/** 04.1: failures of every kind, in the CRM's words and in misleading ones. */
export const classifyExamination: Examination = examination<Failure[], ClassifiedFailure[]>({
  variants: [asTheCrm, inOtherWords],
  drive: async (answer, _world, failures) =>
    await Promise.all(
      failures.map(async (failure) => ({
        failure,
        right: classify(failure, { correlationId: "c-1", isWrite: false, now: 0 }),
        outcome: await answer.call([{ type: "json", value: toJson(failure) ?? null }]),
      })),
    ),
  judge: judgeClassify,
});
