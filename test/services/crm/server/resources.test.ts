import type { Client } from "@modelcontextprotocol/client";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { FaultScript } from "../../../../lib/services/crm/api/faults.ts";
import { legacyClient, modernClient, startCrm, type TestCrm, v1Client } from "./crm-clients.ts";

const eras: [string, (crm: TestCrm) => Promise<Client>][] = [
  ["2026-07-28", modernClient],
  ["2025-11-25", legacyClient],
];

const textOf = async (client: Client, uri: string): Promise<string> => {
  const { contents } = await client.readResource({ uri });
  const [first] = contents;
  expect(first?.uri).toBe(uri);
  return first !== undefined && "text" in first ? first.text : "";
};

describe.each(eras)("resources on %s", (_, connect) => {
  it("begin with the index and come in pages that make a whole", async () => {
    const client = await connect(await startCrm());
    const uris: string[] = [];
    let cursor: string | undefined;
    let pages = 0;
    do {
      const params = cursor === undefined ? {} : { cursor };
      const page = await client.request({ method: "resources/list", params });
      uris.push(...page.resources.map((resource) => resource.uri));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor !== undefined && pages < 20);
    expect(pages).toBeGreaterThan(2);
    expect(uris[0]).toBe("crm://catalog");
    const { resources } = await client.listResources();
    expect(uris).toEqual(resources.map((resource) => resource.uri));
    expect(new Set(uris).size).toBe(uris.length);
  });

  it("are all readable, with the type, size and priority that the list says", async () => {
    const client = await connect(await startCrm());
    const { resources } = await client.listResources();
    expect(resources.length).toBeGreaterThan(40);
    for (const { uri, size, mimeType, annotations } of resources) {
      const length = Buffer.byteLength(await textOf(client, uri));
      expect({ uri, size: size ?? length }).toEqual({ uri, size: length });
      expect(mimeType).toMatch(/^(application\/json|text\/markdown)$/);
      expect(annotations?.priority).toBeLessThanOrEqual(uri === "crm://catalog" ? 1 : 0.9);
    }
    expect(resources.filter((resource) => resource.size === undefined).length).toBe(1);
  });

  it("the index names every other resource that is listed", async () => {
    const client = await connect(await startCrm());
    const index = await textOf(client, "crm://catalog");
    const { resources } = await client.listResources();
    const others = resources.map(({ uri }) => uri).filter((uri) => uri !== "crm://catalog");
    expect(others.filter((uri) => !index.includes(`"${uri}"`))).toEqual([]);
  });

  it.each([
    "crm://nothing",
    "crm://companies/none",
    "crm://schema/sqlite_master",
    "crm://schema/search_index",
    "crm://articles/..%2F..%2Fetc%2Fpasswd",
    "crm://companies/%27%20OR%201%3D1",
    "crm://deals/%E0%A4%A",
    "file:///etc/passwd",
  ])("%s is not there: -32602 with the URI", async (uri) => {
    const client = await connect(await startCrm());
    await expect(client.readResource({ uri })).rejects.toMatchObject({
      code: -32_602,
      data: { uri },
    });
  });

  it.each([
    "bogus",
    "",
    "eyJhIjoxfQ",
    Buffer.from('["templates","company",0]').toString("base64url"),
  ])("cursor %j is refused with -32602", async (cursor) => {
    const client = await connect(await startCrm());
    await expect(client.listResources({ cursor })).rejects.toMatchObject({ code: -32_602 });
    const other = client.listResourceTemplates({ cursor: "bogus" });
    await expect(other).rejects.toMatchObject({ code: -32_602 });
    for (const method of ["tools/list", "prompts/list"] as const) {
      const listing = client.request({ method, params: { cursor } });
      await expect(listing).rejects.toMatchObject({ code: -32_602 });
      await expect(client.request({ method, params: {} })).resolves.toBeDefined();
    }
  });

  it("complete the variables of templates, and honour the others", async () => {
    const crm = await startCrm();
    const client = await connect(crm);
    const complete = async (
      uri: string,
      name: string,
      value: string,
      context?: Record<string, string>,
    ) => {
      const ref = { type: "ref/resource", uri } as const;
      const params = {
        ref,
        argument: { name, value },
        ...(context && { context: { arguments: context } }),
      };
      return (await client.complete(params)).completion;
    };
    const contact = "crm://companies/{company_id}/contacts/{contact_id}";
    expect((await complete(contact, "company_id", "quill")).values).toEqual(["quillmark"]);
    const own = await complete(contact, "contact_id", "", { company_id: "quillmark" });
    const known = crm.database.all("SELECT id FROM contacts WHERE company_id = 'quillmark'");
    expect(own.values).toEqual(known.map((row) => row.id));
    const all = await complete(contact, "contact_id", "");
    expect(all).toMatchObject({ hasMore: true, total: expect.any(Number) });
    expect(all.values.length).toBe(100);
    const tables = await complete("crm://schema/{table}", "table", "deal");
    expect(tables.values).toEqual(["deal_stages", "deals", "deal_services"]);
  });

  it("say that the backend is down with -32603 and the envelope, and work again after", async () => {
    const faults = new FaultScript();
    const client = await connect(await startCrm({ faults }, { sleep: async () => {} }));
    const down = { kind: "unavailable", retryAfterSeconds: 60 } as const;
    faults.add(down, down);
    await expect(client.listResources()).rejects.toMatchObject({
      code: -32_603,
      data: { error: { code: "UNAVAILABLE", retryable: true, retry_after_ms: 60_000 } },
    });
    await expect(client.readResource({ uri: "crm://deals/dl-0001" })).rejects.toMatchObject({
      code: -32_603,
    });
    expect((await client.listResources()).resources[0]?.uri).toBe("crm://catalog");
  });
});

describe("cache hints", () => {
  it("let fixed things be kept by anyone, records not at all", async () => {
    const client = await modernClient(await startCrm());
    const hint = z.looseObject({ ttlMs: z.number(), cacheScope: z.string() });
    expect(hint.parse(await client.listTools())).toMatchObject({ cacheScope: "public" });
    const read = async (uri: string) => hint.parse(await client.readResource({ uri }));
    expect(await read("crm://articles/retention")).toMatchObject({ ttlMs: 60_000 });
    expect(await read("crm://deals/dl-0001")).toMatchObject({ ttlMs: 0, cacheScope: "private" });
  });
});

describe("SDK v1", () => {
  it("gets the index on the one page that it asks for", async () => {
    const client = await v1Client(await startCrm());
    const { resources, nextCursor } = await client.listResources();
    expect(resources[0]?.uri).toBe("crm://catalog");
    expect(nextCursor).toBeTypeOf("string");
  });
});
