import { describe, expect, it, test } from "vitest";
import type { Json } from "../../../lib/base/json.ts";
import { auditRequest } from "../../../lib/subjects/zdr/audit.ts";
import { ALL, type AuditRow, CLEAN, USING } from "./audit-table.ts";

const told = ({ path = "/v1/messages", body }: AuditRow): string[] =>
  auditRequest({ path, body }).map(({ row, where }) => `${row.id} ${where}`);

describe("the audit of a request", () => {
  it.each(USING)("finds $about", (row) => {
    expect(told(row)).toEqual(row.found);
  });

  it.each(CLEAN)("raises no alarm over $about", (row) => {
    expect(told(row)).toEqual([]);
  });

  it("is tried on 60 requests and more, a third of them clean", () => {
    expect(ALL.length).toBeGreaterThanOrEqual(60);
    expect(CLEAN.length * 3).toBeGreaterThanOrEqual(ALL.length);
  });

  it("says of what it finds why, and what to use instead", () => {
    for (const row of USING) {
      for (const { row: found } of auditRequest({
        path: row.path ?? "/v1/messages",
        body: row.body,
      })) {
        expect(found.eligible).not.toBe("yes");
        expect(found.reason).not.toBe("");
      }
    }
  });
});

const nonsense: Json[] = [
  null,
  "mcp_servers",
  7,
  [],
  { tools: "mcp_toolset", messages: { content: 1 }, requests: [null, { params: 3 }] },
  { tools: [null, 1, ["mcp_toolset"], { type: 5 }], mcp_servers: { type: "url" }, container: 4 },
  { messages: [{ content: [{ source: "file" }, null] }], fallbacks: "claude-fable-5" },
];

test.each(nonsense.map((body) => ({ body })))("passes over $body", ({ body }) => {
  expect(auditRequest({ path: "/v1/messages", body })).toEqual([]);
});
