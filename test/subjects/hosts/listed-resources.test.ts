import { expect, it } from "vitest";
import { z } from "zod";
import { resultsOf } from "../../../lib/subjects/hosts/changes/change.ts";
import { listedByClaudeCode } from "../../../lib/subjects/hosts/listed-resources.ts";
import { LIST_RESOURCES } from "../../../lib/subjects/hosts/names.ts";
import { recordedRuns } from "../../../lib/subjects/hosts/recorded.ts";

const entry = z.looseObject({ uri: z.string() });
const page = z.looseObject({ resources: z.array(entry), nextCursor: z.string().default("") });
const uris = (entries: { uri: string }[]): string[] => entries.map(({ uri }) => uri);

it.each([recordedRuns.crm, recordedRuns.shapes])(
  "is Claude Code's list in the run of $server",
  (run) => {
    const pages = resultsOf(run, "resources/list").map((result) => page.parse(result));
    const seen = run.seen.find(({ tool }) => tool === LIST_RESOURCES)?.content.join("") ?? "";
    const shown = z.array(entry).parse(JSON.parse(seen.slice(0, seen.lastIndexOf("]") + 1)));
    expect(uris(listedByClaudeCode(pages))).toEqual(uris(shown));
  },
);

// As run with Claude Code 2.1.332 on 2026-11-30.
it.each([
  ["no cursor", [undefined], 1],
  ["an empty cursor", ["a", "b", ""], 3],
  ["a cursor that was sent before", ["a", "b", "a"], 3],
])("ends at %s", (_end, cursors, count) => {
  const pages = [...cursors, undefined].map((nextCursor, at) => ({
    resources: [{ uri: `t://${at}` }],
    ...(nextCursor !== undefined && { nextCursor }),
  }));
  expect(listedByClaudeCode(pages)).toHaveLength(count);
});

it("keeps what is for the user, what comes twice, and a page with nothing on it", () => {
  const user = { uri: "t://user", annotations: { audience: ["user"], priority: 0 } };
  const pages = [
    { resources: [user, user], nextCursor: "a" },
    { resources: [], nextCursor: "b" },
    { resources: [user] },
  ];
  expect(listedByClaudeCode(pages)).toEqual([user, user, user]);
});
