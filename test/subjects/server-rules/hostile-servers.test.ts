import {
  array,
  assert,
  boolean,
  constant,
  integer,
  jsonValue,
  oneof,
  property,
  record,
  string,
} from "fast-check";
import { expect, it } from "vitest";
import { findingsOf } from "../../../lib/subjects/server-rules/findings.ts";
import { listing, nothing } from "./samples.ts";

it("the rules bear whatever a server sends", () => {
  const anything = jsonValue();
  const entry = oneof(
    anything,
    record({ name: string(), inputSchema: anything, annotations: anything }),
    record({ uri: string(), annotations: anything, description: anything }),
  );
  const reply = oneof(
    record({ status: constant("result" as const), result: anything }),
    record({
      status: constant("error" as const),
      code: integer(),
      message: string(),
      data: anything,
    }),
    record({
      status: constant("result" as const),
      result: record({
        content: anything,
        structuredContent: anything,
        isError: boolean(),
      }),
    }),
  );
  assert(
    property(array(entry), reply, reply, (items, one, other) => {
      const call = { tool: "any", arguments: {}, reply: one };
      const findings = findingsOf({
        ...nothing,
        opening: { modern: one, legacy: other },
        lists: { tools: listing(...items), resources: listing(...items) },
        calls: [
          { ...call, kind: "fitting" },
          { ...call, kind: "wrong", wrong: "a" },
        ],
        unknownTool: other,
        unknownResource: one,
      });
      for (const { found, where } of findings) {
        expect(found.length).toBeLessThan(260);
        expect(where).not.toContain("\n");
      }
    }),
    { numRuns: 200 },
  );
});
