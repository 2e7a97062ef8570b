import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify } from "../../../lib/subjects/tool-errors/classify.ts";
import { toolError } from "../../../lib/subjects/tool-errors/envelope.ts";
import type { Failure } from "../../../lib/subjects/tool-errors/failure.ts";
import { errorResult } from "../../../lib/subjects/tool-errors/result.ts";

const now = Date.parse("2026-10-01T12:00:00Z");
const context = { correlationId: "c-1", isWrite: false, now };
const http = (status: number, more: object = {}): Failure => ({ kind: "http", status, ...more });

describe("classify", () => {
  it.each<[Failure, object]>([
    [http(400), { code: "VALIDATION", retryable: false, who_can_fix: "model" }],
    [http(401), { code: "UNAUTHENTICATED", permission: "key-refused", who_can_fix: "operator" }],
    [http(403), { code: "PERMISSION_DENIED", permission: "not-allowed", retryable: false }],
    [http(404), { code: "NOT_FOUND", retryable: false, who_can_fix: "model" }],
    [http(409), { code: "CONFLICT", retryable: false, who_can_fix: "model" }],
    [http(418), { code: "INTERNAL", retryable: false }],
    [http(422), { code: "VALIDATION", retryable: false }],
    [http(429), { code: "RATE_LIMITED", retryable: true, who_can_fix: "time" }],
    [http(429, { retryAfter: "7" }), { code: "RATE_LIMITED", retry_after_ms: 7000 }],
    [
      http(503, { retryAfter: "Thu, 01 Oct 2026 12:00:30 GMT" }),
      { code: "UNAVAILABLE", retry_after_ms: 30_000 },
    ],
    [http(500), { code: "INTERNAL", retryable: false }],
    [http(503), { code: "UNAVAILABLE", retryable: true }],
    [http(504), { code: "TIMEOUT", retryable: true }],
    [http(304), { code: "BAD_REPLY" }],
    [http(425), { code: "UNAVAILABLE", retryable: true, who_can_fix: "time" }],
    ...Array.from({ length: 10 }, (_, more): [Failure, object] => [
      http(520 + more, { retryAfter: "7" }),
      { code: "UNAVAILABLE", retryable: true, who_can_fix: "time", retry_after_ms: 7000 },
    ]),
    [http(519), { code: "INTERNAL", retryable: false }],
    [http(530), { code: "INTERNAL", retryable: false }],
    [
      { kind: "timeout", afterMs: 100 },
      { code: "TIMEOUT", retryable: true },
    ],
    [{ kind: "aborted" }, { code: "ABORTED", retryable: false, who_can_fix: "user" }],
    [{ kind: "unreachable" }, { code: "UNAVAILABLE", retryable: true }],
    [{ kind: "bad-reply" }, { code: "BAD_REPLY", retryable: true }],
    [
      { kind: "business-rule", error: { message: "Closed.", customer_message: "We are sorry." } },
      {
        code: "BUSINESS_RULE",
        message: "Closed.",
        customer_message: "We are sorry.",
        retryable: false,
        who_can_fix: "user",
      },
    ],
    [{ kind: "bug" }, { code: "INTERNAL", retryable: false, who_can_fix: "operator" }],
    [
      { kind: "invalid-arguments", issues: [{ field: "a", message: "Wrong.", allowed: ["x"] }] },
      { code: "VALIDATION", field: "a", allowed: ["x"] },
    ],
  ])("%j is %j", (failure, expected) => {
    const error = classify(failure, context);
    expect(error).toMatchObject(expected);
    expect(toolError.parse(error)).toEqual(error);
    const { content } = errorResult(error);
    expect(content).toMatchObject([{ text: expect.stringContaining(error.hint) }]);
  });

  it.each<[Failure, "none" | "unknown"]>([
    [http(409), "none"],
    [{ kind: "business-rule" }, "none"],
    [http(425), "none"],
    [http(429), "none"],
    [http(503), "none"],
    [http(520), "unknown"],
    [http(529), "unknown"],
    [http(500), "unknown"],
    [http(504), "unknown"],
    [{ kind: "timeout", afterMs: 1 }, "unknown"],
    [{ kind: "aborted" }, "unknown"],
    [{ kind: "unreachable" }, "unknown"],
    [{ kind: "bad-reply" }, "unknown"],
  ])("a write that ends in %j leaves the effect %s", (failure, effect) => {
    const key = "write-0001";
    const error = classify(failure, { ...context, isWrite: true, idempotencyKey: key });
    expect(error.effect).toBe(effect);
    expect(error.idempotency_key).toBe(effect === "unknown" ? key : undefined);
    expect(classify(failure, context).effect).toBe("none");
  });

  it.each([
    ["soon", 4000],
    ["-5", 4000],
    ["2", 2000],
    ["", undefined],
    [null, undefined],
  ])("waits for Retry-After %j so long: %j", (retryAfter, wait) => {
    const failure = http(503, { retryAfter });
    const error = classify(failure, { ...context, longestWaitMs: 4000 });
    expect(error.retry_after_ms).toBe(wait);
    const refused = classify(http(403, { retryAfter }), { ...context, longestWaitMs: 4000 });
    expect(refused.retry_after_ms).toBeUndefined();
  });

  it("has a retry time only where a retry helps", () => {
    expect(classify(http(403, { retryAfter: "7" }), context).retry_after_ms).toBeUndefined();
  });

  it.each([
    'near "FROM": syntax error in SELECT * FROM companies',
    "SQLITE_CONSTRAINT: FOREIGN KEY",
    "ENOENT: no such file, open '/var/lib/crm/data.db'",
    "C:\\crm\\data.db is locked",
    "boom\n    at handler (file:///srv/crm.js:10:5)",
    "handler (crm.js:10:5)",
    "connect ECONNREFUSED 127.0.0.1:8080",
    "Authorization: Bearer abcdefghijkl",
    "invalid key sk-ant-abcdef123456",
    "key top-secret-value refused",
    "x".repeat(500),
  ])("passes on nothing internal: %j", (message) => {
    for (const status of [400, 404, 409, 422, 500, 503]) {
      const error = {
        message,
        customer_message: message,
        field: message,
        allowed: [message],
        required_permission: message,
      };
      const secrets = ["top-secret-value"];
      for (const failure of [http(status, { error }), { kind: "business-rule", error } as const]) {
        const result = errorResult(classify(failure, { ...context, secrets }));
        expect(JSON.stringify(result)).not.toContain(JSON.stringify(message).slice(1, -1));
      }
    }
  });

  it("passes on what helps: the backend's sentence, field and values", () => {
    const error = {
      message: "There is no company acme.",
      field: "company_id",
      allowed: ["a", "b"],
    };
    expect(classify(http(404, { error }), context)).toMatchObject(error);
  });

  it("never throws and always fits the schema, whatever the backend says", () => {
    const failure = fc.record({
      kind: fc.constant("http" as const),
      status: fc.integer({ min: 100, max: 999 }),
      retryAfter: fc.oneof(fc.constant(null), fc.string()),
      error: fc.record({
        message: fc.string({ unit: "binary" }),
        field: fc.string(),
        allowed: fc.array(fc.string()),
      }),
    });
    fc.assert(
      fc.property(failure, fc.boolean(), (input, isWrite) => {
        const error = classify(input, { ...context, isWrite, idempotencyKey: "write-0001" });
        expect(toolError.parse(error)).toEqual(error);
      }),
    );
  });
});
