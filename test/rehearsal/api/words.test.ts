import { describe, expect, it } from "vitest";
import { keywords, stems, subjects } from "../../../lib/rehearsal/api/words.ts";

describe("what a question is about", () => {
  it.each<[string, string[]]>([
    ["We're scoping Northwind Robotics as a prospect.", ["Northwind Robotics"]],
    ["Does Stripe publish models?", ["Stripe"]],
    ["Find Acme Labs and Borealis.", ["Acme Labs", "Borealis"]],
    ['Compare "acme" with “big corp”.', ["acme", "big corp"]],
    ["Use the MCP tools to (1) Find papers, (2) Summarize.", []],
    ["what do they publish?", []],
    ["Ask Acme Labs. Acme Labs knows.", ["Acme Labs"]],
    ["Is Æther GmbH a client?", ["Æther GmbH"]],
    ["", []],
  ])("%s", (question, expected) => {
    expect(subjects(question)).toEqual(expected);
  });

  it("is not the tools themselves", () => {
    expect(subjects("Ask the Great Hub about Acme Labs.", "great_hub_search")).toEqual([
      "Acme Labs",
    ]);
  });
});

describe("words", () => {
  it.each([
    ["findCompanies", "find_company"],
    ["Repositories", "repository"],
    ["searching models", "search model"],
  ])("%s meets %s", (one, other) => {
    expect(stems(one).some((word) => stems(other).includes(word))).toBe(true);
  });

  it("keeps what tells, in order, without the tools' own", () => {
    expect(keywords("Please find the newest robots in the hub", "hub")).toBe("newest robots");
  });
});
