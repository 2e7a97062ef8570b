import type { Report, ReportCheck, ReportExercise, ReportLesson, Submission } from "../report.ts";
import { writeCsv } from "./csv.ts";

/** How a class did on one check. */
export interface Item {
  lesson: ReportLesson;
  exercise: ReportExercise;
  check: ReportCheck;
  /** Graded submissions whose answer was begun. */
  attempts: number;
  passed: number;
  failed: number;
  /** Among the failed: those that fail with unpublished values only. */
  failedPrivately: number;
  notStarted: number;
  /** Passed among attempts; undefined without any. */
  share: number | undefined;
  /**
   * Correlation between passing this check and the share of the lesson's other checks passed, over
   * the attempts, from -1 to 1. Near 0 or below: those who do well elsewhere fail here, so the check
   * or its task may be at fault. Undefined below {@link ENOUGH} attempts, or where all did the same.
   */
  discrimination: number | undefined;
}

/** Attempts below which a correlation says nothing. */
const ENOUGH = 10;

/** How the class did on each check of the lessons that were handed in, in the course's order. */
export function itemsOf(report: Report): Item[] {
  return report.course.flatMap((lesson) => {
    const graded = report.submissions.filter(
      (one) => one.lesson === lesson.slug && one.status === "graded",
    );
    if (graded.length === 0) return [];
    const results = graded.map(outcomesOf);
    return lesson.exercises.flatMap((exercise) =>
      exercise.checks.map((check) => ({
        lesson,
        exercise,
        check,
        ...figuresOf(check.id, results),
      })),
    );
  });
}

type Outcome = "pass" | "fail" | "private" | "not-started";

/** How each check of a submission came out. */
function outcomesOf(submission: Submission): Map<string, Outcome> {
  const verdicts = submission.exercises.flatMap((exercise) => exercise.verdicts);
  return new Map(
    verdicts.map(({ check, status, decidedBy }) => [
      check,
      status === "fail" && decidedBy === "private" ? "private" : status,
    ]),
  );
}

function figuresOf(id: string, results: readonly Map<string, Outcome>[]) {
  const count = (outcome: Outcome): number =>
    results.filter((result) => result.get(id) === outcome).length;
  const [passed, failedPrivately] = [count("pass"), count("private")];
  const failed = count("fail") + failedPrivately;
  const attempts = passed + failed;
  return {
    attempts,
    passed,
    failed,
    failedPrivately,
    notStarted: count("not-started"),
    share: attempts === 0 ? undefined : passed / attempts,
    discrimination: discriminationOf(id, results),
  };
}

function discriminationOf(id: string, results: readonly Map<string, Outcome>[]) {
  const pairs = results.flatMap((result): [number, number][] => {
    const own = result.get(id);
    if (own === undefined || own === "not-started") return [];
    const others = [...result].filter(([check]) => check !== id);
    const passed = others.filter(([, outcome]) => outcome === "pass").length;
    return others.length === 0 ? [] : [[own === "pass" ? 1 : 0, passed / others.length]];
  });
  return pairs.length < ENOUGH ? undefined : correlation(pairs);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's correlation; undefined where one side does not vary. */
function correlation(pairs: readonly [number, number][]): number | undefined {
  const [left, right] = [mean(pairs.map(([x]) => x)), mean(pairs.map(([, y]) => y))];
  const product = mean(pairs.map(([x, y]) => (x - left) * (y - right)));
  const spread = Math.sqrt(
    mean(pairs.map(([x]) => (x - left) ** 2)) * mean(pairs.map(([, y]) => (y - right) ** 2)),
  );
  return spread < 1e-9 ? undefined : product / spread;
}

/** A figure to three decimals; nothing where there is none. */
function figure(value: number | undefined): number | string {
  return value === undefined ? "" : Math.round(value * 1000) / 1000;
}

/** `items.csv`: a row for each check, with how the class did on it. */
export function itemsCsv(items: readonly Item[]): string {
  return writeCsv([
    [
      "lesson",
      "exercise",
      "check",
      "title",
      "severity",
      "points",
      "attempts",
      "passed",
      "failed",
      "failed_only_unpublished",
      "not_started",
      "share_passed",
      "discrimination",
    ],
    ...items.map(({ lesson, exercise, check, ...item }) => [
      lesson.slug,
      exercise.id,
      check.id,
      check.title,
      check.severity,
      check.points,
      item.attempts,
      item.passed,
      item.failed,
      item.failedPrivately,
      item.notStarted,
      figure(item.share),
      figure(item.discrimination),
    ]),
  ]);
}
