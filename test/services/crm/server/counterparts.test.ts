import { createMCPClient } from "@ai-sdk/mcp";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { serveCrmHttp } from "../../../../lib/services/crm/server/serve-http.ts";
import { later } from "./crm-clients.ts";

const failed = z.looseObject({
  isError: z.literal(true),
  structuredContent: z.looseObject({ error: z.looseObject({ code: z.string() }) }),
});

describe("a client that shares no code with the SDK (@ai-sdk/mcp)", () => {
  it("lists, calls and reads, and sees errors as the specification has them", async () => {
    const crm = await serveCrmHttp({ env: {}, log: () => {} });
    later(() => crm.close());
    const client = await createMCPClient({ transport: { type: "http", url: crm.url } });
    later(() => client.close());
    const tools = await client.tools();
    const options = { toolCallId: "call-1", messages: [] };
    const call = (name: string, args: object): unknown => tools[name]?.execute(args, options);

    expect(Object.keys(tools)).toContain("crm_account_brief");
    const brief = await call("crm_account_brief", { company_id: "quillmark" });
    expect(JSON.stringify(brief)).toContain("Quillmark Publishing");
    const error = failed.parse(await call("crm_account_brief", { company_id: "none" }));
    expect(error.structuredContent.error).toMatchObject({ code: "NOT_FOUND", field: "company_id" });

    const { resources } = await client.listResources();
    expect(resources[0]?.uri).toBe("crm://catalog");
    await expect(client.readResource({ uri: "crm://nothing" })).rejects.toMatchObject({
      code: -32_602,
    });
  });
});
