import { describe, expect, it } from "vitest";
import { createLabCrm } from "../../lib/session/crm.ts";
import type { McpCall } from "../../lib/wire/trace-event.ts";

describe("the lab's CRM", () => {
  it("tells of every request of a notebook's client once it was answered, errors too", async () => {
    const calls: McpCall[] = [];
    const client = await createLabCrm((call) => calls.push(call)).connect();
    const { resources } = await client.listResources();
    await expect(client.readResource({ uri: "crm://nothing" })).rejects.toMatchObject({
      code: -32_602,
    });
    await client.close();

    expect(resources[0]?.uri).toBe("crm://catalog");
    expect(
      calls.map(({ caller, server, method, outcome }) => [caller, server, method, outcome.status]),
    ).toEqual([
      ["notebook", "crm", "server/discover", "result"],
      ["notebook", "crm", "resources/list", "result"],
      ["notebook", "crm", "resources/list", "result"],
      ["notebook", "crm", "resources/list", "result"],
      ["notebook", "crm", "resources/read", "error"],
    ]);
    expect(calls.at(-1)).toMatchObject({
      params: { uri: "crm://nothing" },
      outcome: { code: -32_602 },
    });
  });

  it("shows all connections the same data, and each the changes that it listens to", async () => {
    const crm = createLabCrm(() => {});
    const [reader, writer] = [await crm.connect(), await crm.connect()];
    const uri = "crm://companies/quillmark";
    const updated = new Promise<string>((resolve) => {
      reader.setNotificationHandler("notifications/resources/updated", ({ params }) =>
        resolve(params.uri),
      );
    });
    await reader.listen({ resourceSubscriptions: [uri] });
    const activity = { kind: "note", happened_on: "2026-10-01", subject: "Called back" };
    await writer.callTool({
      name: "crm_log_activity",
      arguments: { company_id: "quillmark", ...activity },
    });
    await expect(updated).resolves.toBe(uri);
    const { contents } = await reader.readResource({ uri });
    expect(JSON.stringify(contents)).toContain("Called back");
    await Promise.all([reader.close(), writer.close()]);
  });
});
