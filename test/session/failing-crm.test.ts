import { afterAll, describe, expect, it } from "vitest";
import { startFailingCrm } from "../../lib/session/failing-crm.ts";

const crm = await startFailingCrm();
afterAll(() => crm.close());

const pipeline = { name: "crm_pipeline", arguments: {} };
const move = {
  name: "crm_move_deal",
  arguments: { deal_id: "dl-0001", from_stage_id: "qualify", stage_id: "propose" },
};

describe("a CRM that fails when it is told to", () => {
  it("fails as often as told, and works otherwise", async () => {
    expect((await crm.client.callTool(pipeline)).isError).toBeFalsy();
    crm.fail({ kind: "rate-limited", retryAfterSeconds: 30 }, { kind: "forbidden" });
    expect((await crm.client.callTool(pipeline)).isError).toBe(true);
    expect((await crm.client.callTool(pipeline)).isError).toBeFalsy();
  });

  it("has a client whose key may only read", async () => {
    expect((await crm.readOnly.callTool(pipeline)).isError).toBeFalsy();
    expect((await crm.readOnly.callTool(move)).structuredContent).toMatchObject({
      error: { code: "PERMISSION_DENIED", required_permission: "crm:write" },
    });
  });

  it("can be asked past MCP, with a key and without", async () => {
    expect((await crm.request("/deals")).status).toBe(200);
    expect((await crm.request("/deals", { access: "none" })).status).toBe(401);
    const write = { method: "POST", body: "{}" };
    expect((await crm.request("/activities", { ...write, access: "read-only" })).status).toBe(403);
    expect((await crm.request("/activities", write)).status).toBe(422);
  });

  it("traces what was sent over MCP, without a key", () => {
    const methods = crm.trace.of("mcp-call").map(({ method }) => method);
    expect(methods).toContain("tools/call");
    expect(JSON.stringify(crm.trace.events)).not.toContain("crm_test_");
  });
});
