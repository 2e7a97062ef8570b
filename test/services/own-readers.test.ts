import { afterAll, beforeAll, expect, it } from "vitest";
import type { Client, Tool } from "@modelcontextprotocol/client";
import { createHub } from "../../lib/services/hub/hub.ts";
import { isOwnReader } from "../../lib/services/own-readers.ts";
import { createLabCrm } from "../../lib/session/crm.ts";
import { connect } from "./hub/hub-client.ts";

let crm: Client;
const tools: Tool[] = [];

beforeAll(async () => {
  crm = await createLabCrm(() => {}).connect();
  const hub = await connect(createHub({ tokens: ["hf_test"] }), { token: "hf_test" });
  for (const client of [crm, hub]) tools.push(...(await client.listTools()).tools);
  await hub.close();
});
afterAll(() => crm.close());

const offered = (tool: Tool, name = tool.name): Parameters<typeof isOwnReader>[0] => ({
  name,
  schema: { ...tool.inputSchema },
});

it("the lab's tools that only read are known by name and inputs, and no others", () => {
  const reading = tools.filter(({ annotations }) => annotations?.readOnlyHint === true);
  expect(reading.length).toBeGreaterThan(8);
  expect(tools.filter((tool) => isOwnReader(offered(tool)))).toEqual(reading);
});

it.each(["crm_", "hub__", "mcp__lab__", "my-server_"])(
  "also with %s before their names",
  (prefix) => {
    const known = tools.filter((tool) => isOwnReader(offered(tool, prefix + tool.name)));
    expect(known.every(({ annotations }) => annotations?.readOnlyHint === true)).toBe(true);
    expect(known.length).toBeGreaterThan(8);
  },
);

it.each([
  ["a name that says more", "delete_crm_pipeline"],
  ["a name that goes on", "crm_pipeline_now"],
  ["a name that only ends alike", "xcrm_pipeline"],
])("not under %s", (_, name) => {
  const pipeline = tools.find((tool) => tool.name === "crm_pipeline");
  expect(pipeline && isOwnReader(offered(pipeline, name))).toBe(false);
});

it("not with other inputs", () => {
  const schema = { type: "object", properties: { command: { type: "string" } } };
  expect(isOwnReader({ name: "crm_search", schema })).toBe(false);
  expect(isOwnReader({ name: "hf_whoami", schema })).toBe(false);
});
