import {
  array,
  assert,
  constantFrom,
  dictionary,
  option,
  property,
  record,
  shuffledSubarray,
  string,
} from "fast-check";
import { expect, test } from "vitest";
import { type Report, reportSchema, type Submission } from "../../../lib/grader/report.ts";
import { folderNames } from "../../../lib/grader/report/folder-names.ts";
import { mergeReports } from "../../../lib/grader/report/merge.ts";
import { renderReports } from "../../../lib/grader/report/render.ts";
import { alone, graded, notGradable, type Outcome, reportOf } from "./samples.ts";

const outcome = constantFrom<Outcome>("pass", "fail", "private", "not-started");

const submission = record({
  student: string({ unit: "binary", minLength: 1, maxLength: 12 }),
  slug: constantFrom("01-connector-call", "03-env-config"),
  outcomes: dictionary(constantFrom("01.1", "01.2", "03.2"), array(outcome, { maxLength: 4 })),
  submittedAt: option(constantFrom("2026-11-20T09:30:00Z", "2026-11-21T09:30:00+01:00"), {
    nil: undefined,
  }),
  broken: constantFrom(true, false, false, false),
}).map(({ student, slug, outcomes, submittedAt, broken }): Submission => {
  const more = submittedAt === undefined ? {} : { submittedAt };
  return broken
    ? { ...notGradable(student, slug, "It is not JSON."), ...more }
    : graded(student, slug, outcomes, more);
});

/** A class: one submission for each student and lesson, in any order, and the same in another order. */
const classTwice = array(submission, { minLength: 1, maxLength: 8 })
  .map((all) => [...new Map(all.map((one) => [`${one.student}\n${one.lesson}`, one])).values()])
  .chain((all) =>
    record({
      first: shuffledSubarray(all, { minLength: all.length }),
      second: shuffledSubarray(all, { minLength: all.length }),
    }),
  );

const files = (report: Report): [string, string][] => [...renderReports(report, alone).files];

test("the same submissions give the same bytes, in whatever order they come", () => {
  assert(
    property(classTwice, ({ first, second }) => {
      expect(files(reportOf(first))).toEqual(files(reportOf(second)));
    }),
    { numRuns: 30 },
  );
});

/** A report as it comes back from its file. */
function writtenAndRead(report: Report): Report {
  const text = renderReports(report, alone).files.get("report.json") ?? "";
  return reportSchema.parse(JSON.parse(text));
}

test("shards that are joined give the same bytes as one run", () => {
  assert(
    property(classTwice, constantFrom(1, 2, 3), ({ first, second }, of) => {
      const shards = Array.from({ length: of }, (_, at) => ({
        where: `out-${at + 1}`,
        report: writtenAndRead(
          reportOf(
            second.filter((_one, index) => index % of === at),
            { shard: { index: at + 1, of } },
          ),
        ),
      }));
      expect(files(mergeReports(shards))).toEqual(files(reportOf(first)));
    }),
    { numRuns: 30 },
  );
});

test("earlier attempts that were graded are joined, too", () => {
  const [ada, boris] = ["ada", "boris"].map((student, at) => {
    const earlierAttempts = [
      graded(student, "03-env-config", {}, { path: `${student}/old.ipynb` }),
    ];
    const shard = { index: at + 1, of: 2 };
    const report = reportOf([graded(student, "03-env-config")], { shard, earlierAttempts });
    return { where: student, report: writtenAndRead(report) };
  });
  const paths = [
    [ada, boris],
    [boris, ada],
  ].map((shards) =>
    mergeReports(shards.flatMap((shard) => shard ?? [])).earlierAttempts?.map(({ path }) => path),
  );
  expect(paths).toEqual([
    ["ada/old.ipynb", "boris/old.ipynb"],
    ["ada/old.ipynb", "boris/old.ipynb"],
  ]);
});

test("students never share a folder, and no name leaves it", () => {
  assert(
    property(array(string({ unit: "binary", maxLength: 80 }), { maxLength: 20 }), (students) => {
      const names = folderNames(["Ada", "ada", "..", "a/b", "CON", "", ...students]);
      const folded = [...names.values()].map((name) => name.normalize("NFC").toLowerCase());
      expect(new Set(folded).size).toBe(names.size);
      for (const name of names.values()) {
        expect(name).not.toMatch(/[/\\:*?"<>|\p{Cc}]|^\.|[. ]$|^$|^con$/iu);
        expect(Buffer.byteLength(name)).toBeLessThan(255);
      }
    }),
  );
});

test.each([["ada"], ["müller-lüdenscheidt"], ["ada.l@example.org"], ["Ada Lovelace"], ["李"]])(
  "%s keeps the own name as a folder",
  (student) => {
    expect(folderNames([student, "boris"]).get(student)).toBe(student);
  },
);
