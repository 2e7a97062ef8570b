import * as fc from "fast-check";
import { expect, it } from "vitest";
import { compareReaders, tallyCalls } from "../../../lib/subjects/tool-errors/compare-readers.ts";

it("with envelopes nothing is lost, doubled or wasted; guessing does one or the other", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e9 }), (seed) => {
      const { envelopes, ...strings } = compareReaders(seed, 100);
      expect(tallyCalls(envelopes ?? [])).toEqual({ lost: 0, doubled: 0, wasted: 0 });
      const again = tallyCalls(strings["strings, always again"] ?? []);
      const never = tallyCalls(strings["strings, never again"] ?? []);
      expect(again.doubled).toBeGreaterThan(0);
      expect(again.wasted).toBeGreaterThan(0);
      expect(never.lost).toBeGreaterThan(0);
      expect(never).toMatchObject({ doubled: 0, wasted: 0 });
    }),
    { numRuns: 30 },
  );
});
