import { describe, expect, it } from "vitest";
import { z } from "zod";
import { type ApiLogEntry } from "../../../../lib/services/crm/api/api.ts";
import * as replies from "../../../../lib/services/crm/api/replies.ts";
import * as shapes from "../../../../lib/services/crm/api/shapes.ts";
import { READ_KEY, startApi, WRITE_KEY } from "./crm-fixture.ts";

const call = {
  company_id: "quillmark",
  kind: "call",
  happened_on: "2026-10-01",
  subject: "First call",
  body: "They described the need.",
};

describe("what the API returns", () => {
  it.each([
    ["/companies", replies.pageOf(shapes.company)],
    ["/companies/quillmark", shapes.company],
    ["/companies/quillmark/brief", replies.accountBrief],
    ["/contacts?company_id=quillmark", replies.pageOf(shapes.contact)],
    ["/deals?stage_id=propose", replies.pageOf(shapes.deal)],
    ["/deals/dl-0001", shapes.deal],
    ["/activities", replies.pageOf(shapes.activity)],
    ["/pipeline", z.array(replies.stageSummary)],
    ["/content", replies.content],
    ["/search?q=robotics", replies.searchPage],
    ["/keys/companies?prefix=qu", replies.keyList],
  ])("%s has the documented shape", async (path, shape) => {
    const { call: get } = startApi();
    const reply = await get(path);
    expect(reply.status).toBe(200);
    expect(shape.parse(reply.body)).toEqual(reply.body);
  });
});

describe("lists", () => {
  it.each([1, 7, 50, 100])("come whole in pages of %i, each row once", async (limit) => {
    const { call: get, database } = startApi();
    const ids: string[] = [];
    let path = `/companies?region=emea&limit=${limit}`;
    for (let cursor: string | undefined = ""; cursor !== undefined;) {
      const page = replies
        .pageOf(shapes.company)
        .parse((await get(cursor === "" ? path : `${path}&cursor=${cursor}`)).body);
      ids.push(...page.items.map((item) => item.id));
      cursor = page.next;
    }
    const all = database.all("SELECT id FROM companies WHERE region = 'emea' ORDER BY name, id");
    expect(ids).toEqual(all.map((row) => row.id));
  });

  it("refuse a cursor that was made up, or made for another list", async () => {
    const { call: get } = startApi();
    const { body } = await get("/companies?limit=5");
    const { next } = replies.pageOf(shapes.company).parse(body);
    for (const path of [
      "/companies?limit=5&cursor=bogus",
      "/companies?limit=5&cursor=",
      `/companies?limit=5&region=emea&cursor=${next}`,
      `/deals?cursor=${next}`,
    ]) {
      const reply = await get(path);
      expect({ path, ...reply }).toMatchObject({
        path,
        status: 400,
        body: { error: { field: "cursor" } },
      });
    }
  });
});

describe("search", () => {
  it.each([
    `"`,
    `robotics"`,
    `title:robotics`,
    `robotics OR`,
    `NEAR(robotics, 2)`,
    `robotics*`,
    `(robotics`,
    `-robotics`,
    `^robotics`,
    `'; DROP TABLE companies; --`,
    `{title body} : robotics`,
    ` robotics`,
    `💥`,
  ])("takes %j as words, never as syntax", async (text) => {
    const { call: get, database } = startApi();
    const reply = await get(`/search?q=${encodeURIComponent(text)}`);
    expect(reply.status).toBe(200);
    expect(database.get("SELECT count(*) AS n FROM companies")?.n).toBeGreaterThan(100);
  });

  it("finds all words first, any word when there is no such hit, and accents either way", async () => {
    const { call: get } = startApi();
    const first = async (q: string): Promise<unknown> =>
      (await get(`/search?q=${encodeURIComponent(q)}&limit=1`)).body;
    expect(await first("northwind robotics")).toMatchObject({
      matched: "all-words",
      items: [{ kind: "company", id: "northwind-robotics" }],
    });
    expect(await first("quillmark zzzz")).toMatchObject({ matched: "any-word" });
    expect(await first("retención")).toMatchObject({ items: [] });
    expect(await first("réténtion: what is stored")).toMatchObject({
      items: [{ id: "retention" }],
    });
  });

  it("comes whole in pages", async () => {
    const { call: get } = startApi();
    const read = async (limit: number): Promise<string[]> => {
      const found: string[] = [];
      for (let cursor: string | undefined = ""; cursor !== undefined;) {
        const more: string = cursor === "" ? "" : `&cursor=${cursor}`;
        const reply = await get(`/search?q=workshop&kinds=activity&limit=${limit}${more}`);
        const page = replies.searchPage.parse(reply.body);
        found.push(...page.items.map((hit) => hit.id));
        cursor = page.next;
      }
      return found;
    };
    const whole = await read(100);
    expect(whole.length).toBeGreaterThan(20);
    expect(await read(7)).toEqual(whole);
  });
});

describe("keys and limits", () => {
  it.each([
    ["", 401],
    ["nonsense", 401],
    [`${WRITE_KEY}x`, 401],
    [READ_KEY, 200],
  ])("key %j gets %i", async (key, status) => {
    const { call: get } = startApi();
    expect((await get("/pipeline", { key })).status).toBe(status);
  });

  it("lets a read-only key read and names what it lacks when it writes", async () => {
    const { call: send, database } = startApi();
    const before = database.get("SELECT count(*) AS n FROM activities");
    const options = { method: "POST", key: READ_KEY, body: call, idempotencyKey: "read-only-1" };
    expect(await send("/activities", options)).toMatchObject({
      status: 403,
      body: { error: { code: "forbidden", required_permission: "crm:write" } },
    });
    expect(database.get("SELECT count(*) AS n FROM activities")).toEqual(before);
  });

  it("says after how many seconds a key may go on, and lets it go on then", async () => {
    let time = 1_000;
    const { call: get } = startApi({
      rateLimit: { requests: 2, windowMs: 10_000 },
      now: () => time,
    });
    await get("/pipeline");
    expect((await get("/pipeline")).status).toBe(200);
    time += 2_500;
    const refused = await get("/pipeline");
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("8");
    expect((await get("/pipeline", { key: READ_KEY })).status).toBe(200);
    time += 8_000;
    expect((await get("/pipeline")).status).toBe(200);
  });
});

describe("writes", () => {
  it("happen once for each key, whatever is repeated", async () => {
    const { call: send, database } = startApi();
    const before = Number(database.get("SELECT count(*) AS n FROM activities")?.n);
    const options = { method: "POST", body: call, idempotencyKey: "call-quillmark-1" };
    const first = await send("/activities", options);
    const second = await send("/activities", options);
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.body).toEqual(first.body);
    expect([first, second].map((reply) => reply.headers.get("x-replayed"))).toEqual([
      "false",
      "true",
    ]);
    expect(database.get("SELECT count(*) AS n FROM activities")?.n).toBe(before + 1);
  });

  it("refuse a key that was used for something else", async () => {
    const { call: send } = startApi();
    const options = { method: "POST", body: call, idempotencyKey: "call-quillmark-1" };
    await send("/activities", options);
    const other = { ...options, body: { ...call, subject: "Second call" } };
    expect(await send("/activities", other)).toMatchObject({
      status: 422,
      body: { error: { field: "idempotency_key" } },
    });
  });

  it("leave no trace when they are refused, so the same key may be tried again", async () => {
    const { call: send } = startApi();
    const wrong = { ...call, contact_id: "ct-9999" };
    const options = { method: "POST", idempotencyKey: "call-quillmark-1" };
    expect((await send("/activities", { ...options, body: wrong })).status).toBe(404);
    expect((await send("/activities", { ...options, body: call })).status).toBe(201);
  });

  it("are found by search at once", async () => {
    const { call: send } = startApi();
    const body = { ...call, subject: "Zeppelin plans" };
    await send("/activities", { method: "POST", body, idempotencyKey: "zeppelin-1" });
    expect(await send("/search?q=zeppelin")).toMatchObject({
      body: { items: [{ kind: "activity", company_id: "quillmark" }] },
    });
  });

  it("move a deal only from the stage the caller saw, and never a closed one", async () => {
    const { call: send, database } = startApi();
    const open = database.get("SELECT id FROM deals WHERE stage_id = 'propose'")?.id;
    const move = async (body: object, key: string): Promise<unknown> =>
      send(`/deals/${open}`, { method: "PATCH", body, idempotencyKey: key });
    expect(await move({ from_stage_id: "qualify", stage_id: "won" }, "move-0001")).toMatchObject({
      status: 409,
      body: { error: { code: "conflict", field: "from_stage_id" } },
    });
    expect(await move({ from_stage_id: "propose", stage_id: "lost" }, "move-0002")).toMatchObject({
      status: 422,
      body: { error: { field: "lost_reason" } },
    });
    const lost = { from_stage_id: "propose", stage_id: "lost", lost_reason: "budget" };
    expect(await move(lost, "move-0003")).toMatchObject({ status: 200 });
    expect(
      database.get("SELECT stage_id, lost_reason FROM deals WHERE id = ?", [open ?? ""]),
    ).toEqual({ stage_id: "lost", lost_reason: "budget" });
    expect(await move({ from_stage_id: "lost", stage_id: "won" }, "move-0004")).toMatchObject({
      status: 422,
      body: { error: { code: "business_rule", customer_message: expect.stringMatching(/closed/) } },
    });
  });
});

describe("requests that are wrong", () => {
  it.each([
    ["GET", "/nowhere", undefined, 404, {}],
    ["DELETE", "/deals/dl-0001", undefined, 405, {}],
    ["GET", "/companies/none", undefined, 404, { field: "id" }],
    ["GET", "/companies/%E0%A4%A", undefined, 404, {}],
    ["GET", "/companies?limit=0", undefined, 400, { field: "limit" }],
    ["GET", "/companies?nonsense=1", undefined, 400, { field: "nonsense" }],
    ["GET", "/companies?region=moon", undefined, 400, { allowed: ["emea", "americas", "apac"] }],
    ["GET", "/search", undefined, 400, { field: "q", message: "q: This argument is missing." }],
    [
      "POST",
      "/activities",
      { ...call, kind: undefined },
      422,
      { message: "kind: This argument is missing.", allowed: expect.arrayContaining(["call"]) },
    ],
    ["POST", "/activities", { ...call, kind: "fax" }, 422, { field: "kind" }],
    ["POST", "/activities", { ...call, happened_on: "yesterday" }, 422, { field: "happened_on" }],
    ["POST", "/activities", call, 400, { field: "idempotency_key" }],
    ["POST", "/activities", { ...call, body: "x".repeat(70_000) }, 413, {}],
  ])("%s %s %j gets %i and says what about", async (method, path, body, status, error) => {
    const { call: send } = startApi();
    const reply = await send(path, { method, ...(body && { body }) });
    expect(reply).toMatchObject({ status, body: { error } });
  });

  it("log what went wrong inside and send none of it", async () => {
    const log: ApiLogEntry[] = [];
    const { call: get, database } = startApi({ log: (entry) => log.push(entry) });
    database.exec("PRAGMA foreign_keys = OFF; DROP TABLE companies");
    const reply = await get("/companies/quillmark");
    expect(reply).toMatchObject({ status: 500, body: { error: { code: "internal" } } });
    expect(JSON.stringify(reply.body)).not.toMatch(/table|SQL|companies/i);
    expect(log[0]).toMatchObject({ requestId: reply.headers.get("x-request-id"), status: 500 });
    expect(String(log[0]?.cause)).toMatch(/no such table/);
  });
});
