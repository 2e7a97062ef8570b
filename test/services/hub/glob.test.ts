import { expect, test } from "vitest";
import { matchesGlob } from "../../../lib/services/hub/fs/glob.ts";

test.each([
  ["*", "config.json", true],
  ["*", "data/config.json", false],
  ["*.json", "config.json", true],
  ["*.json", "config.jsonl", false],
  ["config.????", "config.json", true],
  ["?", "/", false],
  ["?", "", false],
  ["", "", true],
  ["", "a", false],
  ["**", "data/train/a.parquet", true],
  ["**/*.json", "config.json", true],
  ["**/*.json", "a/b/config.json", true],
  ["**/config.json", "a/my-config.json", false],
  ["data/**", "data/train/a.parquet", true],
  ["data/**", "date/a.parquet", false],
  ["a.c", "abc", false],
  ["a[b]", "a[b]", true],
] as const)("%s on %s: %s", (glob, path, matches) => {
  expect(matchesGlob(glob, path)).toBe(matches);
});

test("a glob that would take a backtracking matcher for ever is answered", () => {
  expect(matchesGlob("*a".repeat(60), `${"a".repeat(100)}b`)).toBe(false);
});
