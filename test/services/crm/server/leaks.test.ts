import type { Client } from "@modelcontextprotocol/client";
import type { Client as V1Client } from "@modelcontextprotocol/sdk/client/index.js";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createCrmServer } from "../../../../lib/services/crm/server/create-server.ts";
import { createMcpEndpoint } from "../../../../lib/services/crm/server/http-handler.ts";
import { openCrm } from "../../../../lib/services/crm/server/open-crm.ts";
import type { CrmSurroundings } from "../../../../lib/services/crm/server/surroundings.ts";
import { toolError } from "../../../../lib/subjects/tool-errors/envelope.ts";
import { WRITE_KEY } from "../api/crm-fixture.ts";
import { later, legacyClient, modernClient, v1Client } from "./crm-clients.ts";
import { failingBackends, leaked } from "./failing-backends.ts";

type AnyClient = Client | V1Client;
type Endpoint = Parameters<typeof modernClient>[0];

const clients: [string, (crm: Endpoint) => Promise<AnyClient>][] = [
  ["SDK v2 on 2026-07-28", modernClient],
  ["SDK v2 on 2025-11-25", legacyClient],
  ["SDK v1, which validates errors", v1Client],
];

/** A good call of every tool. */
const calls: Record<string, Record<string, unknown>> = {
  crm_search: { query: "retention" },
  crm_find_companies: { region: "emea" },
  crm_account_brief: { company_id: "quillmark" },
  crm_pipeline: {},
  crm_draft_outreach: { template_id: "first-contact-robotics", contact_id: "ct-0001" },
  crm_log_activity: {
    company_id: "quillmark",
    kind: "call",
    happened_on: "2026-10-01",
    subject: "A call",
  },
  crm_move_deal: { deal_id: "dl-0001", from_stage_id: "qualify", stage_id: "discover" },
};

/** A resource of every kind. */
const uris = [
  "crm://catalog",
  "crm://pipeline",
  "crm://schema/deals",
  "crm://templates/first-contact-robotics",
  "crm://articles/kb-01",
  "crm://companies/quillmark",
  "crm://companies/quillmark/contacts/ct-0001",
  "crm://deals/dl-0001",
];

/** All tools, all resources, and their list. */
const EVERYTHING = Object.keys(calls).length + uris.length + 1;

const failedResult = z.looseObject({
  isError: z.literal(true),
  content: z.tuple([z.looseObject({ type: z.literal("text"), text: z.string() })]),
  structuredContent: z.strictObject({ error: toolError }),
});
const protocolError = z.looseObject({
  code: z.number(),
  message: z.string(),
  data: z.unknown().optional(),
});

const broken = (): never => {
  throw new TypeError("boom in /var/lib/crm at db-7.internal.example");
};

const spoil = (surroundings: CrmSurroundings): CrmSurroundings => ({
  ...surroundings,
  client: broken,
  catalog: broken,
});

/** A CRM's server over a backend that fails, or with surroundings that do. */
async function serve(
  name: string,
  change: (surroundings: CrmSurroundings) => CrmSurroundings = (same) => same,
): Promise<Endpoint> {
  const make = failingBackends[name];
  if (make === undefined) throw new Error(`there is no backend ${name}`);
  const { backend, close } = make();
  const policy = { maxAttempts: 2, maxElapsedMs: 1_000, baseMs: 1, maxWaitMs: 1 };
  const options = { backend, policy, timeoutMs: 30, sleep: async () => {}, log: () => {} };
  const crm = await openCrm({ kind: "embedded" }, options);
  const surroundings = change(crm.surroundings);
  const endpoint = createMcpEndpoint(
    "/mcp",
    () => createCrmServer(surroundings),
    surroundings.changes,
    () => {},
  );
  later(async () => {
    await endpoint.close();
    crm.close();
    close();
  });
  return { endpoint };
}

/** Every tool ends as an envelope, every resource as an error; nothing of the inside shows. Counts them. */
async function failAll(client: AnyClient): Promise<number> {
  let failed = 0;
  const { tools } = await client.listTools();
  expect(tools.map((tool) => tool.name).toSorted()).toEqual(Object.keys(calls).toSorted());
  for (const [name, args] of Object.entries(calls)) {
    const result: unknown = await client.callTool({ name, arguments: args });
    const { content, structuredContent } = failedResult.parse(result);
    const { error } = structuredContent;
    const [{ text }] = content;
    for (const essential of [error.code, error.message, error.hint, error.correlation_id]) {
      expect(text).toContain(essential);
    }
    expect([name, leaked.exec(JSON.stringify(result))]).toEqual([name, null]);
    expect([name, leaked.exec(text)]).toEqual([name, null]);
    failed += 1;
  }
  const reads = [
    () => client.listResources(),
    ...uris.map((uri) => () => client.readResource({ uri })),
  ];
  for (const read of reads) {
    const thrown: unknown = await read().then(
      (result) => ({ succeeded: result }),
      (error: unknown) => error,
    );
    const { code, message, data } = protocolError.parse(thrown);
    // Where the backend says that there is nothing, or that a call went wrong inside.
    expect([-32_602, -32_603]).toContain(code);
    if (code === -32_603) z.object({ error: toolError }).parse(data);
    expect(leaked.exec(`${message}\n${JSON.stringify(data)}`)).toBeNull();
    failed += 1;
  }
  return failed;
}

describe.each(clients)("with %s", (_, connect) => {
  it.each(Object.keys(failingBackends))("%s shows nothing of the inside", async (name) => {
    expect(await failAll(await connect(await serve(name)))).toBe(EVERYTHING);
  });

  it("a bug in the server shows nothing of the inside", async () => {
    expect(await failAll(await connect(await serve("an outage", spoil)))).toBe(EVERYTHING);
  });

  it("wrong arguments are an envelope that names them, for every tool", async () => {
    const client = await connect(await serve("an outage"));
    await client.listTools();
    for (const name of Object.keys(calls)) {
      const wrong = { name, arguments: { no_such_argument: "/var/lib/crm" } };
      const { structuredContent } = failedResult.parse(await client.callTool(wrong));
      const { code, issues = [] } = structuredContent.error;
      expect(code).toBe("VALIDATION");
      expect(issues.map(({ field }) => field)).toContain("no_such_argument");
      expect(leaked.exec(JSON.stringify(structuredContent))).toBeNull();
    }
  });
});

describe("the pattern for what may not show", () => {
  it.each(["SQLITE_BUSY", "at x (/srv/a.js:1:2)", "http://crm.example", WRITE_KEY])(
    "sees %j",
    (text) => {
      expect(text).toMatch(leaked);
    },
  );
});
