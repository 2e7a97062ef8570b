import { assert, integer, jsonValue, property } from "fast-check";
import { describe, expect, it } from "vitest";
import { DEEPEST, isDeep, parseJson } from "../../lib/base/json.ts";

function depthOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}

const lists = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
const objects = (depth: number): string => `${'{"a":'.repeat(depth)}1${"}".repeat(depth)}`;

describe("how deep JSON is", () => {
  it("is what walking it would count", () => {
    assert(
      property(jsonValue({ maxDepth: 6 }), integer({ min: 0, max: 8 }), (value, most) => {
        expect(isDeep(value, most)).toBe(depthOf(value) > most);
      }),
    );
  });

  it.each([
    ["lists", lists],
    ["objects", objects],
  ])("is told of %s that no stack could walk", (_what, nested) => {
    expect(() => parseJson(nested(1_000_000))).toThrow(RangeError);
    expect(() => parseJson(nested(DEEPEST + 1))).toThrow(RangeError);
    expect(JSON.stringify(parseJson(nested(DEEPEST)))).toBe(nested(DEEPEST));
  });

  it("is another thing than how long it is, or that it is none", () => {
    const long = `[${"[],".repeat(100_000)}1]`;
    expect(parseJson(long)).toHaveLength(100_001);
    expect(() => parseJson("[")).toThrow(SyntaxError);
  });
});
