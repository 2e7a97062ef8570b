import { describe, expect, it } from "vitest";
import {
  chooseTool,
  rankTools,
  toolBytes,
  type ToolWords,
} from "../../../lib/subjects/resources/choose-tool.ts";

const tool = (name: string, description?: string, inputSchema: object = {}): ToolWords => ({
  name,
  description,
  inputSchema,
});
const deals = (description: string): string | null =>
  chooseTool("Which deals are open at Quillmark?", [
    tool("other", "Reads downloads."),
    tool("deals", description),
  ]);

describe("choosing a tool by its words", () => {
  it("takes the name for a title, and reads what describes the inputs", () => {
    const input = { properties: { id: { type: "string", description: "Of a company." } } };
    const [by, at] = [tool("crm_read", "", input), tool("hub_read", "Reads a company's model.")];
    expect(chooseTool("a company", [by, at])).toBe("crm_read");
    expect(chooseTool("hub", [by, at])).toBe("hub_read");
  });

  it("chooses none where no word fits, and none of two that fit alike", () => {
    expect(chooseTool("weather", [tool("a", "deals"), tool("b", "contacts")])).toBeNull();
    expect(chooseTool("deals", [tool("a", "deals"), tool("b", "deals")])).toBeNull();
    expect(chooseTool("deals", [])).toBeNull();
  });

  it("shows for each tool what speaks for it, twice in a name, and what rules it out", () => {
    const ranked = rankTools("Which deals are open?", [
      tool("contacts", "Not for deals that are open."),
      tool("list", "Lists open deals."),
      tool("deals", "Lists open ones."),
    ]);
    expect(ranked).toEqual([
      { name: "deals", score: expect.any(Number), words: ["deals", "open"], refused: [] },
      { name: "list", score: expect.any(Number), words: ["deals", "open"], refused: [] },
      { name: "contacts", score: 0, words: [], refused: ["deals", "open"] },
    ]);
    expect(ranked[0]?.score).toBeGreaterThan(ranked[1]?.score ?? 0);
  });

  it.each([
    "Reads deals. Never the open ones.",
    "Reads deals, not those that are open.",
    "Reads deals. Cannot open any.",
    "Reads deals. Doesn't open them.",
    "Reads deals; for open ones use other instead.",
  ])("rules a tool out by what it refuses: %s", (description) => {
    expect(deals(description)).toBeNull();
  });

  it.each([
    "Reads open deals. Cannot change an open deal.",
    "Not for contacts. Reads deals.",
    "Notes on deals.",
  ])("keeps a tool for what it names as its own: %s", (description) => {
    expect(deals(description)).toBe("deals");
  });

  it("chooses the neighbour of a tool that is ruled out", () => {
    const company = tool("company", "Id of a company by name. Not deals.");
    expect(chooseTool("deals of a company", [company, tool("x", "Deals.")])).toBe("x");
  });
});

it("counts the bytes of a tool's name, of its description and of those of its inputs", () => {
  const schema = {
    type: "object",
    description: "ab",
    properties: { description: { type: "string", description: "Größe" }, other: { type: "null" } },
  };
  expect(toolBytes(tool("n", "abc", schema))).toBe(1 + 3 + 2 + 7);
  expect(toolBytes(tool("n"))).toBe(1);
});
