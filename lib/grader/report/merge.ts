import { isDeepStrictEqual } from "node:util";
import { LabError } from "../../base/lab-error.ts";
import type { Report } from "../report.ts";
import { byCodePoint, canonicalReport } from "./canonical.ts";
import { quotedName } from "./strangers.ts";

/** A shard's report, and the folder it came from, for the errors. */
export interface ShardReport {
  where: string;
  report: Report;
}

/**
 * Joins the reports of all shards of one class into the report that one run would have given.
 *
 * @throws LabError `merge-nothing`; `merge-differs` when two shards were graded with another course,
 *   sandbox, date or other variants; `merge-shards` when one is missing, there twice or of another
 *   division; `merge-overlap` when two hold the same file.
 */
export function mergeReports(shards: readonly ShardReport[]): Report {
  const [first] = shards;
  if (first === undefined) {
    throw new LabError("merge-nothing", {
      what: "There is no report to merge.",
      remedy: "Name the output folders of all shards.",
    });
  }
  for (const other of shards) refuseOther(first, other);
  refuseGaps(shards);
  refuseOverlap(shards);
  const { shard: _shard, ...whole } = first.report;
  return canonicalReport({
    ...whole,
    submissions: shards.flatMap(({ report }) => report.submissions),
    ...(whole.earlierAttempts === undefined
      ? {}
      : { earlierAttempts: shards.flatMap(({ report }) => report.earlierAttempts ?? []) }),
    ignored: ignoredOf(shards),
  });
}

/** What has to be the same in every shard, and how it is called. */
const SAME = [
  ["course", "another course"],
  ["variants", "other variants"],
  ["sandbox", "another sandbox"],
  ["asOf", "another date (--as-of)"],
  ["groups", "another groups.csv"],
] as const;

function refuseOther(first: ShardReport, other: ShardReport): void {
  for (const [part, words] of SAME) {
    if (isDeepStrictEqual(first.report[part], other.report[part])) continue;
    throw new LabError("merge-differs", {
      what: `This shard was graded with ${words} than ${first.where}.`,
      where: other.where,
      remedy: "Grade every shard with the same version of the course and the same options.",
    });
  }
}

function refuseGaps(shards: readonly ShardReport[]): void {
  const count = shards[0]?.report.shard?.of ?? 1;
  const seen = new Map<number, string>();
  for (const { report, where } of shards) {
    const { index, of } = report.shard ?? { index: 1, of: 1 };
    const twin = seen.get(index);
    if (of !== count || index > count || twin !== undefined) {
      throw new LabError("merge-shards", {
        what:
          of === count && twin !== undefined
            ? `This is shard ${index} of ${of}, and so is ${twin}.`
            : `This is shard ${index} of ${of}, and the others are of ${count}.`,
        where,
        remedy: "Name the output folder of each shard once, all of one division.",
      });
    }
    seen.set(index, where);
  }
  const missing = Array.from({ length: count }, (_, at) => at + 1).filter((at) => !seen.has(at));
  if (missing.length === 0) return;
  throw new LabError("merge-shards", {
    what: `Of ${count} shards, ${missing.length === 1 ? "number" : "numbers"} ${missing.join(", ")} ${missing.length === 1 ? "is" : "are"} not here.`,
    remedy: `Grade with --shard ${missing[0]}/${count} too, and name its folder.`,
  });
}

function refuseOverlap(shards: readonly ShardReport[]): void {
  const seen = new Map<string, string>();
  for (const { report, where } of shards) {
    for (const { student, lesson, path } of report.submissions) {
      for (const key of [path, JSON.stringify([student, lesson ?? path])]) {
        const twin = seen.get(key);
        if (twin !== undefined && twin !== `${where}\n${path}`) {
          throw new LabError("merge-overlap", {
            what: `${quotedName(path)} of ${quotedName(student)} is in ${twin.split("\n")[0]} too.`,
            where,
            remedy: "Grade the same submissions folder in every shard, and each shard once.",
          });
        }
        seen.set(key, `${where}\n${path}`);
      }
    }
  }
}

/** A shard may list files that are nobody's, and so may every other: each counts once. */
function ignoredOf(shards: readonly ShardReport[]): Report["ignored"] {
  const all = shards.flatMap(({ report }) => report.ignored);
  return [...new Map(all.map((one) => [JSON.stringify(one), one])).entries()]
    .toSorted(([one], [other]) => byCodePoint(one, other))
    .map(([, one]) => one);
}
