import { describe, expect, it } from "vitest";
import { z } from "zod";
import { FaultScript, type ScriptedFault } from "../../../../lib/services/crm/api/faults.ts";
import { serveCrmApi } from "../../../../lib/services/crm/api/serve.ts";
import { createCrmClient } from "../../../../lib/services/crm/server/client.ts";
import { serveCrmHttp } from "../../../../lib/services/crm/server/serve-http.ts";
import { toolError } from "../../../../lib/subjects/tool-errors/envelope.ts";
import { testKeys, WRITE_KEY } from "../api/crm-fixture.ts";
import { later, modernClient, startCrm } from "./crm-clients.ts";

const activity = {
  company_id: "quillmark",
  kind: "call",
  happened_on: "2026-10-01",
  subject: "Call after a fault",
};

const reply = z.looseObject({
  isError: z.boolean().optional(),
  structuredContent: z.looseObject({ error: toolError.optional() }),
});

/** A CRM with faults on a script, on a clock that only waiting moves. */
async function faulty(faults: ScriptedFault[]) {
  let time = Date.parse("2026-10-01T12:00:00Z");
  const waits: number[] = [];
  const crm = await startCrm(
    { faults: new FaultScript(faults), now: () => time },
    {
      now: () => time,
      random: () => 0,
      sleep: async (ms) => {
        waits.push(ms);
        time += ms;
      },
      timeoutMs: faults.some(({ kind }) => kind === "slow") ? 200 : 60_000,
    },
  );
  const client = await modernClient(crm);
  const call = async (name: string, args: Record<string, unknown>) =>
    reply.parse(await client.callTool({ name, arguments: args }));
  const logged = () =>
    Number(
      crm.database.get("SELECT count(*) AS n FROM activities WHERE subject = ?", [activity.subject])
        ?.n,
    );
  return { call, waits, logged, crm };
}

it.each([
  ["soon", 503],
  ["-1", 425],
  ["Tue, 40 Oct 2026 12:00:00 GMT", 529],
])(
  "a Retry-After of %j, with %i, is waited for as long as the policy goes",
  async (text, status) => {
    const waits: number[] = [];
    const client = createCrmClient({
      backend: {
        apiKey: "key",
        send: async () => ({
          status,
          json: undefined,
          header: (name) => (name === "retry-after" ? text : null),
        }),
      },
      timeoutMs: 1000,
      policy: { maxAttempts: 2, maxElapsedMs: 9_000, baseMs: 100, maxWaitMs: 2_000 },
      world: { now: () => 0, random: () => 0, sleep: async (ms) => void waits.push(ms) },
      now: () => 0,
      nextCorrelationId: () => "crm-1",
      report: () => {},
    });
    const call = client({ method: "GET", path: "/x", shape: z.unknown() });
    await expect(call).rejects.toThrow("The backend cannot be reached or is down.");
    expect(waits).toEqual([2_000]);
  },
);

const times = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

describe("a read", () => {
  it.each<[string, ScriptedFault[], number]>([
    ["a short rate limit", [{ kind: "rate-limited", retryAfterSeconds: 1 }], 1],
    ["two outages", times(2, { kind: "unavailable" }), 2],
    ["half a reply", [{ kind: "broken-reply" }], 1],
    ["a dropped connection", [{ kind: "dropped" }], 1],
    ["a slow reply", [{ kind: "slow", ms: 60_000 }], 1],
  ])("survives %s without the model noticing", async (_, faults, waited) => {
    const { call, waits } = await faulty(faults);
    const result = await call("crm_account_brief", { company_id: "quillmark" });
    expect(result.isError).toBeFalsy();
    expect(waits.length).toBeGreaterThanOrEqual(waited);
  });

  it.each<[string, ScriptedFault, object]>([
    ["RATE_LIMITED", { kind: "rate-limited", retryAfterSeconds: 30 }, { retry_after_ms: 30_000 }],
    ["RATE_LIMITED", { kind: "rate-limited" }, { retryable: true }],
    ["UNAVAILABLE", { kind: "unavailable" }, { retryable: true, who_can_fix: "time" }],
    ["UNAVAILABLE", { kind: "dropped" }, { retryable: true }],
    ["BAD_REPLY", { kind: "broken-reply" }, { retryable: true }],
    ["TIMEOUT", { kind: "slow", ms: 60_000 }, { retryable: true }],
    ["UNAUTHENTICATED", { kind: "unauthorized" }, { permission: "key-refused", retryable: false }],
    ["PERMISSION_DENIED", { kind: "forbidden" }, { permission: "not-allowed", retryable: false }],
  ])("that keeps failing ends as %s (%j)", async (code, fault, more) => {
    const { call } = await faulty(times(9, fault));
    const result = await call("crm_account_brief", { company_id: "quillmark" });
    expect(result).toMatchObject({
      isError: true,
      structuredContent: { error: { code, effect: "none", ...more } },
    });
    expect(JSON.stringify(result)).not.toContain(WRITE_KEY);
  });
});

describe("a write", () => {
  it.each<[string, ScriptedFault[]]>([
    ["the reply is lost", [{ kind: "lost-reply" }]],
    ["half of the reply is lost, twice", times(2, { kind: "broken-reply" })],
    ["the backend is down for a moment", [{ kind: "unavailable" }]],
  ])("is done exactly once when %s", async (_, faults) => {
    const { call, logged } = await faulty(faults);
    const result = await call("crm_log_activity", activity);
    expect(result.isError).toBeFalsy();
    expect(logged()).toBe(1);
  });

  it("that stays in doubt names the key with which it can be repeated safely", async () => {
    const { call, logged } = await faulty(times(3, { kind: "lost-reply" }));
    const failed = await call("crm_log_activity", activity);
    const { error } = failed.structuredContent;
    expect(error).toMatchObject({ code: "UNAVAILABLE", effect: "unknown", retryable: true });
    expect(logged()).toBe(1);
    const again = { ...activity, idempotency_key: error?.idempotency_key };
    expect((await call("crm_log_activity", again)).isError).toBeFalsy();
    expect(logged()).toBe(1);
  });

  it("on a deal that somebody moved meanwhile is a conflict, and changes nothing", async () => {
    const { call, crm } = await faulty([]);
    const deal = crm.database.get("SELECT id, stage_id FROM deals WHERE stage_id = 'discover'");
    const move = { deal_id: deal?.id, from_stage_id: "qualify", stage_id: "propose" };
    const result = await call("crm_move_deal", move);
    expect(result.structuredContent.error).toMatchObject({
      code: "CONFLICT",
      field: "from_stage_id",
      message: `Deal ${deal?.id} is at stage discover, not qualify.`,
    });
    const sql = "SELECT id, stage_id FROM deals WHERE id = ?";
    expect(crm.database.get(sql, [deal?.id ?? ""])).toEqual(deal);
  });
});

describe("a closed deal", () => {
  it("does not move: a rule of the business, with a sentence for the customer", async () => {
    const { call, crm } = await faulty([]);
    const deal = crm.database.get("SELECT id FROM deals WHERE stage_id = 'won'");
    const move = { deal_id: deal?.id, from_stage_id: "won", stage_id: "propose" };
    const { structuredContent } = await call("crm_move_deal", move);
    expect(structuredContent.error).toMatchObject({
      code: "BUSINESS_RULE",
      message: `Deal ${deal?.id} is closed (won); a closed deal does not move.`,
      customer_message: expect.stringContaining("closed"),
      retryable: false,
      who_can_fix: "user",
      effect: "none",
    });
  });
});

describe("what goes wrong inside", () => {
  it("is logged under the correlation id and never told", async () => {
    const { call, crm } = await faulty([]);
    crm.database.exec("PRAGMA foreign_keys = OFF; DROP TABLE deals");
    const { structuredContent } = await call("crm_pipeline", {});
    expect(structuredContent.error).toMatchObject({ code: "INTERNAL", retryable: false });
    expect(JSON.stringify(structuredContent)).not.toMatch(/no such|deals|sqlite/i);
  });
});

const post = async (url: string, init: RequestInit) =>
  (await fetch(url, { method: "POST", ...init })).status;

describe("over a real connection", () => {
  it("a backend that goes away and comes back is reported, then works", async () => {
    const backend = await serveCrmApi({ keys: testKeys });
    const port = Number(new URL(backend.url).port);
    const env = { CRM_API_KEY: WRITE_KEY, CRM_BASE_URL: backend.url };
    const policy = { maxAttempts: 1, maxElapsedMs: 0, baseMs: 1, maxWaitMs: 1 };
    const crm = await serveCrmHttp({ env, policy, log: () => {} });
    later(() => crm.close());
    const fetchMcp = (request: Request) => fetch(crm.url, request);
    const client = await modernClient({ endpoint: { fetch: fetchMcp } });
    const call = async () =>
      reply.parse(await client.callTool({ name: "crm_pipeline", arguments: {} }));
    expect((await call()).isError).toBeFalsy();
    await backend.close();
    expect((await call()).structuredContent.error).toMatchObject({ code: "UNAVAILABLE" });
    const back = await serveCrmApi({ keys: testKeys, port });
    later(() => back.close());
    expect((await call()).isError).toBeFalsy();
  });

  it("refuses a foreign Host, a foreign Origin, another path and a body that is too large", async () => {
    const crm = await serveCrmHttp({ env: {}, log: () => {} });
    later(() => crm.close());
    const json = {
      "content-type": "application/json",
      accept: "application/json, text/event-stream",
    };
    const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "ping" });
    expect(await post(crm.url, { body, headers: { ...json, origin: "http://evil.example" } })).toBe(
      403,
    );
    expect(await post(crm.url.replace("/mcp", "/other"), { body, headers: json })).toBe(404);
    const large = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "x".repeat(2_000_000) });
    expect(await post(crm.url, { body: large, headers: json })).toBe(413);
  });
});
