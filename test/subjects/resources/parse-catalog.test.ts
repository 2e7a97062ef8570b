import { describe, expect, it } from "vitest";
import { parseCatalog } from "../../../lib/subjects/resources/parse-catalog.ts";

describe("a catalog written as text", () => {
  it("has two lines an entry, wherever they are", () => {
    const text = `
      crm://t/01 | 0.9 | Companies
        Table: industry,
        region.

      tool:a|0|Find`;
    expect(parseCatalog(text)).toEqual([
      {
        uri: "crm://t/01",
        title: "Companies",
        description: "Table: industry, region.",
        priority: 0.9,
      },
      { uri: "tool:a", title: "Find", description: "", priority: 0 },
    ]);
  });

  it.each([
    ["", "an empty text"],
    ["Companies\n crm://t/01 | 1 | x", "Companies"],
    ["crm://t/01 | high | Companies", "crm://t/01 | high | Companies"],
    ["crm://t/01 | | Companies", "crm://t/01 | | Companies"],
    ["crm://t/01 | 1 | Companies | all", "crm://t/01 | 1 | Companies | all"],
  ])("that reads %j is refused, with the line and what to do", (text, where) => {
    expect(() => parseCatalog(text)).toThrow(
      expect.objectContaining({ code: "catalog-line", where }),
    );
  });
});
