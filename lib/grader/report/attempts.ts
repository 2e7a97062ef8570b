import type { Report, ReportLesson, Submission } from "../report.ts";
import { latenessOf, type LatePolicy, type LateRow } from "./late.ts";
import { isOf, type Person } from "./people.ts";

/** The last attempt, and where the best counts the earlier ones behind it. */
export function attemptsOf(
  { slug }: ReportLesson,
  person: Person,
  last: Submission | undefined,
  { report, attempt }: { report: Report; attempt?: LatePolicy["attempt"] },
): Submission[] {
  const { earlierAttempts = [] } = report;
  const earlier = earlierAttempts.filter((one) => one.lesson === slug && isOf(one, person));
  return [...(last === undefined ? [] : [last]), ...(attempt === "best" ? earlier : [])];
}

/** What counts for most once lateness is taken off, before points by hand; of equals the first. */
export function bestOf(
  attempts: readonly Submission[],
  due: number | undefined,
  late: readonly LateRow[],
): Submission | undefined {
  const worth = (one: Submission): number =>
    one.status === "graded"
      ? one.exercises.reduce((sum, { earned }) => sum + earned, 0) *
        latenessOf(late, one, due).factor
      : -1;
  const most = Math.max(...attempts.map(worth));
  return attempts.find((one) => worth(one) === most);
}
