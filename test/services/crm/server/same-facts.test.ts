import { expect, it } from "vitest";
import { z } from "zod";
import { modernClient, startCrm } from "./crm-clients.ts";

const result = z.looseObject({
  isError: z.boolean().optional(),
  content: z.tuple([z.object({ type: z.literal("text"), text: z.string() })], z.unknown()),
  structuredContent: z.record(z.string(), z.unknown()),
});

/** A success of each tool, with all that it may say: records, notes, a next page. */
const successes: Record<string, Record<string, unknown>[]> = {
  crm_search: [
    { query: "workshop", limit: 2 },
    { query: "workshop", response_format: "detailed" },
    { query: "zzzz" },
  ],
  crm_find_companies: [
    { limit: 2 },
    { limit: 2, response_format: "detailed" },
    { max_employees: 0 },
  ],
  crm_account_brief: [
    { company_id: "harbor-finch" },
    { company_id: "harbor-finch", response_format: "detailed" },
  ],
  crm_pipeline: [{ limit: 2 }, { stage_id: "won", response_format: "detailed" }],
  crm_draft_outreach: [
    { template_id: "first-contact-robotics", contact_id: "ct-0001" },
    { template_id: "first-contact-robotics", contact_id: "ct-0002" },
  ],
  crm_log_activity: [
    { company_id: "quillmark", kind: "note", happened_on: "2026-10-01", subject: "Test" },
  ],
  crm_move_deal: [{ deal_id: "dl-0006", from_stage_id: "discover", stage_id: "propose" }],
};

/** Fails for every tool, each in its own way. */
const failures: Record<string, Record<string, unknown>> = {
  crm_search: { query: "", kinds: ["fax"] },
  crm_find_companies: { region: "moon" },
  crm_account_brief: { company_id: "none" },
  crm_pipeline: { cursor: "nonsense" },
  crm_draft_outreach: { template_id: "none", contact_id: "ct-0001" },
  crm_log_activity: { company_id: "quillmark" },
  crm_move_deal: { deal_id: "dl-0006", from_stage_id: "qualify", stage_id: "won" },
};

const leaves = (value: unknown): string[] =>
  typeof value === "object" && value !== null
    ? Object.values(value).flatMap(leaves)
    : [String(value)];

const names = (value: unknown): string[] =>
  typeof value === "object" && value !== null
    ? [...(Array.isArray(value) ? [] : Object.keys(value)), ...Object.values(value).flatMap(names)]
    : [];

/** What the text says and the facts do not. */
function besides(text: string, facts: unknown): string {
  const known = [...leaves(facts), ...names(facts), "none"].filter((word) => word !== "");
  let rest = text;
  for (const word of known.toSorted((a, b) => b.length - a.length)) {
    rest = rest.replaceAll(word, "");
  }
  return rest.replace(/[\s:;|,-]+/g, "");
}

const call = async (name: string, args: object): Promise<z.infer<typeof result>> => {
  const client = await modernClient(await startCrm());
  return result.parse(await client.callTool({ name, arguments: { ...args } }));
};

const calls = [successes, failures].flatMap((byTool) =>
  Object.entries(byTool).flatMap(([name, args]) =>
    [args].flat().map((each): [string, object, boolean] => [name, each, byTool === failures]),
  ),
);

it("every tool is called, to succeed and to fail", async () => {
  const { tools: listed } = await (await modernClient(await startCrm())).listTools();
  const tools = listed.map(({ name }) => name);
  expect(Object.keys(successes).toSorted()).toEqual(tools.toSorted());
  expect(Object.keys(failures).toSorted()).toEqual(tools.toSorted());
});

it.each(calls)("%s %j says the same as text and as data", async (name, args, fails) => {
  const said = await call(name, args);
  expect(said.isError ?? false).toBe(fails);
  const { text } = said.content[0];
  expect(leaves(said.structuredContent).filter((fact) => !text.includes(fact))).toEqual([]);
  expect(besides(text, said.structuredContent)).toBe("");
});

it("what an account brief leaves out, a host that shows data only is told, too", async () => {
  const said = await call("crm_account_brief", { company_id: "harbor-finch" });
  expect(said.structuredContent["notes"]).toEqual([
    expect.stringContaining('response_format "detailed"'),
  ]);
});
