import { describe, expect, it } from "vitest";
import { PIECES, type PieceName } from "../../../lib/lessons/05-zdr-alternative/design.judge.ts";
import {
  ELIGIBILITY,
  eligibilityOf,
  type FeatureId,
} from "../../../lib/subjects/zdr/eligibility.ts";

describe("the eligibility table", () => {
  it("has each feature once", () => {
    const ids = ELIGIBILITY.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each(ELIGIBILITY)("says of $id where it was read, and when", ({ source, read, reason }) => {
    expect(source).toMatch(/^https:\/\/platform\.claude\.com\/docs\/en\//);
    expect(read).toMatch(/^2026-\d{2}-\d{2}$/);
    expect(reason).toMatch(/\.$/);
  });

  it("names something else for whatever is not covered", () => {
    const bare = ELIGIBILITY.filter(({ eligible, alternative }) => {
      return eligible === "no" && alternative === "";
    });
    expect(bare).toEqual([]);
  });

  it("has the API refuse covered models, and nothing else", () => {
    const refused = ELIGIBILITY.filter(({ underZdr }) => underZdr === "refused");
    expect(refused.map(({ id }) => id)).toEqual(["covered-model"]);
  });
});

/** The row for each piece of 05.1. */
const ROWS: Record<PieceName, FeatureId> = {
  "hub-connector": "mcp-connector",
  "crm-client": "own-tools",
  "search-filtered": "dynamic-filtering",
  "search-direct": "web-tools",
  "deck-file": "files",
  "deck-inline": "inline-files",
  "nightly-batch": "batches",
  "strict-summary": "structured-outputs",
  "runner-threads": "message-threads",
  charts: "code-execution",
  fable: "covered-model",
};

it.each(Object.entries(PIECES))("the piece %s agrees with its row", (name, piece) => {
  const found = Object.entries(ROWS).find(([known]) => known === name)?.[1];
  const row = eligibilityOf(found ?? "messages");
  expect({ covered: piece.covered, refused: piece.refused }).toEqual({
    covered: row.eligible,
    refused: row.underZdr === "refused",
  });
});
