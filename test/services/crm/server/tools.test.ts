import { describe, expect, it } from "vitest";
import { z } from "zod";
import { toolError } from "../../../../lib/subjects/tool-errors/envelope.ts";
import { legacyClient, modernClient, startCrm, type TestCrm, v1Client } from "./crm-clients.ts";

/** What a client gets for a call. */
const result = z.looseObject({
  isError: z.boolean().optional(),
  content: z.array(
    z.looseObject({ type: z.string(), text: z.string().optional(), uri: z.string().optional() }),
  ),
  structuredContent: z.unknown(),
});

type Call = (name: string, args: Record<string, unknown>) => Promise<z.infer<typeof result>>;

/** Clients of both SDK lines and both eras. */
const clients: [string, (crm: TestCrm) => Promise<Call>][] = [
  [
    "SDK v2 on 2026-07-28",
    async (crm) => {
      const client = await modernClient(crm);
      return async (name, args) => result.parse(await client.callTool({ name, arguments: args }));
    },
  ],
  [
    "SDK v2 on 2025-11-25",
    async (crm) => {
      const client = await legacyClient(crm);
      return async (name, args) => result.parse(await client.callTool({ name, arguments: args }));
    },
  ],
  [
    "SDK v1, which checks structured content",
    async (crm) => {
      const client = await v1Client(crm);
      // The client only checks results of tools that it has listed.
      await client.listTools();
      return async (name, args) => result.parse(await client.callTool({ name, arguments: args }));
    },
  ],
];

describe("the tools", () => {
  it("are few, described, annotated in full, and listed in the same order for all", async () => {
    const crm = await startCrm();
    const { tools } = await (await modernClient(crm)).listTools();
    const names = tools.map((tool) => tool.name);
    for (const client of [await legacyClient(crm), await v1Client(crm)]) {
      const list = await client.listTools();
      expect(list.tools.map((tool) => tool.name)).toEqual(names);
    }
    expect(tools.length).toBeLessThanOrEqual(8);
    const hints = ["destructiveHint", "idempotentHint", "openWorldHint", "readOnlyHint"];
    for (const tool of tools) {
      expect(tool.name).toMatch(/^crm_[a-z_]+$/);
      expect(tool.description?.length).toBeGreaterThan(100);
      expect(Object.keys(tool.annotations ?? {}).toSorted()).toEqual(hints);
      for (const schema of Object.values(tool.inputSchema.properties ?? {})) {
        expect(schema).toMatchObject({ description: expect.any(String) });
      }
    }
  });

  it("show their errors in the output schema", async () => {
    const { tools } = await (await modernClient(await startCrm())).listTools();
    for (const tool of tools) {
      expect(tool.outputSchema).toMatchObject({
        type: "object",
        properties: { error: { type: "object" } },
        anyOf: [{ required: expect.any(Array) }, { required: ["error"] }],
      });
    }
  });
});

describe.each(clients)("with %s", (_, connect) => {
  it("search leads to resources, and says how to go on", async () => {
    const call = await connect(await startCrm());
    const first = await call("crm_search", { query: "workshop", limit: 2 });
    const found = z.object({ next_cursor: z.string() }).parse(first.structuredContent);
    expect(first.content[0]?.text).toContain(`cursor "${found.next_cursor}"`);
    expect(first.content.slice(1)).toMatchObject([{ type: "resource_link" }, {}]);
    const second = await call("crm_search", {
      query: "workshop",
      limit: 2,
      cursor: found.next_cursor,
    });
    expect(second.structuredContent).not.toEqual(first.structuredContent);
  });

  it.each([
    ["crm_find_companies", { industry_id: "robotics", only_on_hub: true, limit: 50 }],
    ["crm_find_companies", { response_format: "detailed" }],
    ["crm_account_brief", { company_id: "harbor-finch" }],
    ["crm_account_brief", { company_id: "harbor-finch", response_format: "detailed" }],
    ["crm_pipeline", { stage_id: "propose", limit: 3 }],
    ["crm_draft_outreach", { template_id: "kick-off", contact_id: "ct-0001" }],
    [
      "crm_log_activity",
      { company_id: "quillmark", kind: "note", happened_on: "2026-10-01", subject: "Test" },
    ],
  ])("%s %j succeeds with text and structured content", async (name, args) => {
    const call = await connect(await startCrm());
    const reply = await call(name, args);
    expect(reply.isError).toBeFalsy();
    expect(reply.content[0]?.text).toMatch(/\w/);
    expect(reply.structuredContent).toBeTypeOf("object");
  });

  it.each([
    ["crm_search", { query: "workshop" }],
    ["crm_find_companies", {}],
    ["crm_account_brief", { company_id: "harbor-finch" }],
    ["crm_pipeline", {}],
  ])("%s says less when asked to be concise", async (name, args) => {
    const call = await connect(await startCrm());
    const size = async (response_format: string): Promise<number> =>
      JSON.stringify(await call(name, { ...args, response_format })).length;
    expect(await size("concise")).toBeLessThan(await size("detailed"));
  });

  it("wrong arguments come as the envelope, all of them named", async () => {
    const call = await connect(await startCrm());
    const reply = await call("crm_log_activity", {
      company_id: "quillmark",
      kind: "fax",
      happened_on: "2026-10-01",
      subjekt: "x",
    });
    const { error } = z.object({ error: toolError }).parse(reply.structuredContent);
    expect(reply.isError).toBe(true);
    expect(error).toMatchObject({ code: "VALIDATION", retryable: false, who_can_fix: "model" });
    expect(error.issues?.map((issue) => issue.field).toSorted()).toEqual([
      "kind",
      "subject",
      "subjekt",
    ]);
    expect(error.issues?.[0]?.allowed).toContain("meeting");
    expect(reply.content[0]?.text).toContain("meeting");
  });

  it("an argument that is not there is called missing, also where it is one of several", async () => {
    const call = await connect(await startCrm());
    const reply = await call("crm_move_deal", {});
    const { error } = z.object({ error: toolError }).parse(reply.structuredContent);
    expect(error.issues).toEqual([
      { field: "deal_id", message: "This argument is missing." },
      {
        field: "from_stage_id",
        message: "This argument is missing.",
        allowed: expect.arrayContaining(["qualify"]),
      },
      {
        field: "stage_id",
        message: "This argument is missing.",
        allowed: expect.arrayContaining(["qualify"]),
      },
    ]);
    expect(JSON.stringify(reply)).not.toContain("undefined");
  });

  it("a key that may not write is a permission problem, seen in text and envelope", async () => {
    const call = await connect(await startCrm({}, { access: "read-only" }));
    const reply = await call("crm_move_deal", {
      deal_id: "dl-0001",
      from_stage_id: "qualify",
      stage_id: "discover",
    });
    expect(reply).toMatchObject({
      isError: true,
      structuredContent: {
        error: {
          code: "PERMISSION_DENIED",
          permission: "not-allowed",
          required_permission: "crm:write",
          retryable: false,
          who_can_fix: "operator",
        },
      },
    });
    expect(reply.content[0]?.text).toContain("crm:write");
  });

  it("an unknown tool is a protocol error", async () => {
    const call = await connect(await startCrm());
    await expect(call("crm_nothing", {})).rejects.toMatchObject({ code: -32_602 });
  });
});
