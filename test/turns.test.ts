import { describe, expect, it } from "vitest";
import { partOf } from "./turns.ts";

const items = Array.from({ length: 10 }, (_, index) => `item ${index}`);
const commits = Array.from({ length: 60 }, (_, index) => `commit ${index}`);
const corpus = { name: "a corpus", of: 4, files: (item: string) => [`test/${item}`] };
const part = (commit: string, changed: string[] = [], name = corpus.name): string[] =>
  partOf(items, { ...corpus, name }, commit, changed);

/** What a corpus of this name begins with, commit by commit. */
const turns = (name: string): string => commits.map((commit) => part(commit, [], name)[0]).join();

describe("the part of a corpus that a commit tries", () => {
  it("is the same each time, and never empty", () => {
    for (const commit of commits) {
      expect(part(commit)).toEqual(part(commit));
      expect(part(commit).length).toBeGreaterThanOrEqual(2);
      expect(part(commit).length).toBeLessThanOrEqual(3);
    }
  });

  it("is another one with other commits, until everything was tried", () => {
    expect(new Set(commits.flatMap((commit) => part(commit)))).toEqual(new Set(items));
  });

  it("differs from corpus to corpus", () => {
    expect(turns("one")).not.toBe(turns("another"));
  });

  it("has what the commit changes, in the corpus's order, and nothing that only begins like it", () => {
    const [commit = ""] = commits;
    const others = items.filter((item) => !part(commit).includes(item));
    const [other = "", untouched = ""] = others;
    const changed = [`test/${other}/deep/file.ts`, `test/${untouched}x`];
    expect(part(commit, changed)).toEqual(
      items.filter((item) => item === other || part(commit).includes(item)),
    );
  });
});
