import { describe, expect, it } from "vitest";
import { poorCatalog, poorCatalogQuestions } from "../../../lib/subjects/resources/poor-catalog.ts";
import {
  type CatalogText,
  entryBytes,
  needlessReads,
  rankEntries,
  readWithin,
} from "../../../lib/subjects/resources/rank-entries.ts";
import { terse } from "../../lessons/02-resources-catalog/better-catalogs.ts";

const entry = (uri: string, title: string, description = "", priority = 0.5): CatalogText => ({
  uri,
  title,
  description,
  priority,
});
const first = (question: string, ...catalog: CatalogText[]): string | undefined =>
  rankEntries(question, catalog)[0]?.uri;

const reads = (catalog: readonly CatalogText[]): number[] =>
  poorCatalogQuestions.map((question) => needlessReads(question, catalog));

describe("ranking the entries of a catalog", () => {
  it.each([
    ["Deals", "Which deal is this?"],
    ["Company", "all companies"],
    ["Meetings", "a meeting"],
    ["Agreed", "Do they agree?"],
    ["Stages", "the stage"],
    ["Process", "processes"],
  ])("takes %j and %j for the same word", (title, question) => {
    expect(first(question, entry("other", "Something else"), entry("right", title))).toBe("right");
  });

  it.each([
    ["in the title than in the description", entry("a", "x", "deals"), entry("b", "deals", "x")],
    [
      "in a short entry than in a long one",
      entry("a", "x", "deals and seven other words of no matter whatsoever"),
      entry("b", "x", "deals"),
    ],
  ])("counts a word more %s", (_case, less, more) => {
    expect(first("deals", less, more)).toBe("b");
  });

  it("counts a word more that fewer entries have", () => {
    const catalog = [entry("a", "deals"), entry("c", "deals"), entry("b", "revenue")];
    expect(first("deals revenue", ...catalog)).toBe("b");
  });

  it("lets the priority decide where words do not, and lists what matches nothing, too", () => {
    const catalog = [entry("low", "x", "", 0.1), entry("high", "x", "", 0.9)];
    expect(rankEntries("deals", catalog)).toEqual([
      { uri: "high", title: "x", score: 0, words: [] },
      { uri: "low", title: "x", score: 0, words: [] },
    ]);
  });

  it("says which words of the question it found", () => {
    const ranked = rankEntries("Which companies have deals?", [entry("a", "Company")]);
    expect(ranked[0]?.words).toEqual(["companies"]);
  });
});

describe("reading a catalog within a budget", () => {
  const [long, short] = [entry("long", "ü".repeat(50), "", 0.9), entry("short", "x", "", 0.1)];

  it("counts bytes of URIs, titles and descriptions", () => {
    expect(entryBytes(long)).toBe(4 + 100);
  });

  it.each([
    [1000, ["long", "short"]],
    [104, ["long"]],
    [103, []],
  ])("of %d bytes stops at the first entry that no longer fits", (budget, seen) => {
    expect(readWithin([short, long], budget).map(({ uri }) => uri)).toEqual(seen);
  });
});

describe("wasted reads", () => {
  it("are those before the right one, or all others where it was not read", () => {
    const catalog = [entry("a", "deals"), entry("b", "x"), entry("c", "y")];
    expect(needlessReads({ question: "deals", answer: "a" }, catalog)).toBe(0);
    expect(needlessReads({ question: "deals", answer: "b" }, catalog)).toBe(1);
    expect(needlessReads({ question: "deals", answer: "c" }, catalog, 10)).toBe(2);
  });

  it("are many in the poor catalog and none in a better one", () => {
    expect(reads(poorCatalog).every((count) => count > 0)).toBe(true);
    expect(new Set(reads(terse))).toEqual(new Set([0]));
  });
});
