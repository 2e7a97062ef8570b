import { describe, expect, it } from "vitest";
import { type Figure, verdictOf } from "./figure.ts";

const figure = (measured: number[], goal: Figure["goal"], floor?: number[]): Figure => ({
  name: "a figure",
  unit: "ms",
  measured,
  goal,
  ...(floor && { floor }),
});

describe("the verdict on a figure", () => {
  it.each<[string, Figure, ReturnType<typeof verdictOf>]>([
    ["under its goal", figure([9, 10, 11], { kind: "absolute", atMost: 10 }), "reached"],
    ["over it in all rounds", figure([20, 21, 22], { kind: "absolute", atMost: 10 }), "MISSED"],
    [
      "over it by less than it spreads",
      figure([9, 11, 14], { kind: "absolute", atMost: 10 }),
      "too noisy",
    ],
    ["a ratio over it", figure([30, 31], { kind: "ratio", atMost: 2 }, [10, 10]), "MISSED"],
    ["a ratio that spreads", figure([15, 30], { kind: "ratio", atMost: 2 }, [10, 10]), "too noisy"],
    ["more than may be added", figure([5, 5], { kind: "added", atMost: 1 }, [1, 1]), "MISSED"],
    ["without a goal", figure([1], { kind: "none" }), undefined],
  ])("%s", (_case, given, verdict) => {
    expect(verdictOf(given)).toBe(verdict);
  });
});
