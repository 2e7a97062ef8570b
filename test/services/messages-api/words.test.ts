import { describe, expect, it } from "vitest";
import { keywords, stems, subjects } from "../../../lib/services/messages-api/words.ts";

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
    ["Ask Acme AI, through the CRM API.", ["Acme AI"]],
    ["", []],
  ])("%s", (question, expected) => {
    expect(subjects(question)).toEqual(expected);
  });

  it.each([
    ["Ask the Great Hub about Acme Labs.", "great_hub_search"],
    ["Ask Great Hub about Acme Labs.", "greathub search"],
    ["Use the Great Hub MCP tools on Acme Labs.", "greathub"],
  ])("is not the tools themselves: %s", (question, known) => {
    expect(subjects(question, known)).toEqual(["Acme Labs"]);
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
