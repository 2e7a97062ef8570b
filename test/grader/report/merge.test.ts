import { describe, expect, test } from "vitest";
import type { Report, Submission } from "../../../lib/grader/report.ts";
import { mergeReports } from "../../../lib/grader/report/merge.ts";
import { graded, reportOf } from "./samples.ts";

const LESSON = "01-connector-call";

function shard(index: number, of: number, submissions: Submission[], more: Partial<Report> = {}) {
  const report = reportOf(submissions, { shard: { index, of }, ...more });
  return { where: `out-${index}`, report };
}

const one = shard(1, 2, [graded("ada", LESSON)]);
const two = shard(2, 2, [graded("boris", LESSON)]);
const stray = { path: "notes.txt", reason: { code: "stray", sentence: "No notebook." } };

test("joined shards are what one run gives, in whatever order they are named", () => {
  const whole = reportOf([graded("ada", LESSON), graded("boris", LESSON)], { ignored: [stray] });
  const shards = [
    { ...two, report: { ...two.report, ignored: [stray] } },
    { ...one, report: { ...one.report, ignored: [stray] } },
  ];
  expect(mergeReports(shards)).toEqual(whole);
});

test("a run without shards merges with itself alone", () => {
  const report = reportOf([graded("ada", LESSON)]);
  expect(mergeReports([{ where: "out", report }])).toEqual(report);
});

describe("refuses", () => {
  const other = (more: Partial<Report>) => shard(2, 2, [], more);

  test.each([
    ["another course", other({ course: [] }), "merge-differs", /another course/u],
    [
      "other variants",
      other({ variants: { source: "public" } }),
      "merge-differs",
      /other variants/u,
    ],
    [
      "another seed",
      other({ variants: { source: "seed", digest: "cd", count: 3 } }),
      "merge-differs",
      /other variants/u,
    ],
    [
      "another sandbox",
      other({ sandbox: { kind: "none", trusted: true } }),
      "merge-differs",
      /another sandbox/u,
    ],
    ["another date", other({ asOf: "2026-11-22" }), "merge-differs", /another date/u],
    [
      "the same shard again",
      { ...one, where: "out-2" },
      "merge-shards",
      /shard 1 of 2, and so is out-1/u,
    ],
    [
      "a shard of another division",
      shard(2, 3, []),
      "merge-shards",
      /shard 2 of 3, and the others are of 2/u,
    ],
    [
      "the same submission",
      shard(2, 2, [graded("ada", LESSON)]),
      "merge-overlap",
      /"ada" is in out-1 too/u,
    ],
    [
      "a student's lesson from another file",
      shard(2, 2, [graded("ada", LESSON, {}, { path: "week-1/ada/x.ipynb" })]),
      "merge-overlap",
      /"ada" is in out-1 too/u,
    ],
  ])("%s", (_what, second, code, message) => {
    expect(() => mergeReports([one, second])).toThrow(
      expect.objectContaining({
        code,
        where: second.where,
        message: expect.stringMatching(message) as unknown,
      }),
    );
  });

  test.each([
    [[], "merge-nothing", /no report/u],
    [[one], "merge-shards", /Of 2 shards, number 2 is not here/u],
    [[shard(3, 4, [])], "merge-shards", /numbers 1, 2, 4 are not here/u],
  ])("%#: not all that there is", (shards, code, message) => {
    expect(() => mergeReports(shards)).toThrow(
      expect.objectContaining({ code, message: expect.stringMatching(message) as unknown }),
    );
  });
});
