import { expect, test } from "vitest";
import { z } from "zod";
import { name as apiName } from "../../../lib/services/messages-api/schema-parts.ts";
import { schemaFault } from "../../../lib/subjects/server-rules/api-schema.ts";
import { resultsOf } from "../../../lib/subjects/hosts/changes/change.ts";
import { recordedRuns } from "../../../lib/subjects/hosts/recorded.ts";
import { answers } from "./surviving.ts";

const tool = z.looseObject({ name: z.string(), inputSchema: z.record(z.string(), z.json()) });

/** The tools of a list that the Messages API would refuse. */
function refusedOf(tools: unknown): string[] {
  return z
    .array(tool)
    .parse(tools)
    .filter(
      ({ name, inputSchema }) =>
        !apiName.safeParse(name).success || schemaFault(inputSchema) !== undefined,
    )
    .map(({ name }) => name);
}

test("what passes 07.3 is taken by the Messages API, and the recorded server's tools are not", () => {
  const [listed] = resultsOf(recordedRuns.shapes, "tools/list");
  const { tools } = z.looseObject({ tools: z.array(tool) }).parse(listed);
  expect(refusedOf(tools)).toEqual(["dotted.name", "twin.name", "odd_property", "either_input"]);
  for (const fit of Object.values(answers.right)) {
    if (typeof fit !== "function") throw new TypeError("no function");
    expect(refusedOf(Reflect.apply(fit, undefined, ["shapes", tools]))).toEqual([]);
  }
});
