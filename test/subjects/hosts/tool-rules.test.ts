import { expect, it } from "vitest";
import { z } from "zod";
import { sameJson } from "../../../lib/base/json.ts";
import { resultsOf } from "../../../lib/subjects/hosts/changes/change.ts";
import { recordedRuns } from "../../../lib/subjects/hosts/recorded.ts";
import {
  DESCRIPTION_LIMIT,
  PROPERTY_NAME,
  ROOT_UNIONS,
} from "../../../lib/subjects/hosts/tool-limits.ts";
import { arrivesUnderItsName } from "../../../lib/subjects/hosts/tool-rules.ts";

const listing = z.looseObject({
  tools: z.array(
    z.looseObject({
      name: z.string(),
      description: z.string(),
      inputSchema: z.record(z.string(), z.json()),
    }),
  ),
});

// The rules are stricter than this version of the host in one thing: it cuts at 4,096.
it.each([recordedRuns.crm, recordedRuns.shapes])(
  "what the rules find nothing in arrived as it was listed in the run of $server",
  ({ offered, server, ...run }) => {
    const tools = resultsOf({ offered, server, ...run }, "tools/list").flatMap(
      (result) => listing.parse(result).tools,
    );
    const isFine = (tool: (typeof tools)[number]): boolean =>
      arrivesUnderItsName(server, tool.name) &&
      Object.keys(Object(tool.inputSchema["properties"])).every((name) =>
        PROPERTY_NAME.test(name),
      ) &&
      !ROOT_UNIONS.some((keyword) => keyword in tool.inputSchema) &&
      tool.description.length <= DESCRIPTION_LIMIT;
    const arrived = (tool: (typeof tools)[number]): boolean =>
      offered.some(
        ({ name, description, input_schema }) =>
          name === `mcp__${server}__${tool.name}` &&
          description === tool.description &&
          sameJson(input_schema, tool.inputSchema),
      );
    const differing = tools.filter((tool) => isFine(tool) !== arrived(tool));
    // Fine by itself, and not offered because another tool was first to get its name.
    expect(differing.map(({ name }) => name)).toEqual(server === "shapes" ? ["twin_name"] : []);
    expect(tools.filter(isFine).length).toBeGreaterThan(2);
  },
);

// As run with Claude Code 2.1.332 on 2026-11-30: `mcp__t__` and 120 characters arrive, 121 do not.
it.each([
  ["a-Z_9", true],
  ["x".repeat(120), true],
  ["x".repeat(121), false],
  ["a.b", false],
  ["größe", false],
])("%s arrives under its name: %s", (name, arrives) => {
  expect(arrivesUnderItsName("t", name)).toBe(arrives);
});
