import { describe, expect, it } from "vitest";
import { sketchExamples } from "../../../lib/subjects/sketch/examples/examples.ts";
import { findNearCopy } from "../../../lib/subjects/sketch/near-copy.ts";
import { observatory } from "./own-sketch.ts";

const { helpDesk, clinic } = sketchExamples;
const known = [
  { name: "help desk", part: { tools: helpDesk.tools, errors: helpDesk.errors } },
  { name: "clinic", part: { tools: clinic.tools, errors: clinic.errors } },
];

describe("a near copy", () => {
  it("is one when some texts were rewritten", () => {
    const [first, ...rest] = helpDesk.tools;
    const mixed = {
      tools: [{ ...first, description: "What is said here is said in other words." }, ...rest],
      errors: observatory.errors,
    };
    expect(findNearCopy(mixed, known)).toMatchObject({ of: "help desk" });
  });

  it("is none where only the table of errors was borrowed", () => {
    const borrowed = { tools: observatory.tools, errors: helpDesk.errors };
    expect(findNearCopy(borrowed, known)).toBeUndefined();
  });

  it.each([
    [
      "short texts that many would write",
      ["the key of the IT", "in the IT office", "half a year long"],
    ],
    ["one text of the example among short ones", ["the key", known[0]?.part.tools[0]?.description]],
    [
      "two texts of the example and nothing else",
      known[0]?.part.tools.slice(0, 2).map(({ description }) => description),
    ],
  ])("is none in %s", (_what, texts) => {
    expect(findNearCopy({ texts }, [{ name: "it", part: { texts } }, ...known])).toBeUndefined();
  });

  it("is none in words of one's own, nor where nothing is written", () => {
    expect(
      findNearCopy({ tools: observatory.tools, errors: observatory.errors }, known),
    ).toBeUndefined();
    expect(findNearCopy({}, known)).toBeUndefined();
  });
});
