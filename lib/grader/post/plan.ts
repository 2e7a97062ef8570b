import { createHash } from "node:crypto";
import { z } from "zod";
import type { LessonScores, Score } from "./scores.ts";

/** What is known of one user's scores in one line item. */
export interface Sent {
  /** The digest of the score that the platform took last. */
  posted?: string | undefined;
  /** The digest of one that was sent, and whose answer nobody saw. */
  doubt?: string | undefined;
  /** The last one that was sent, in milliseconds since 1970. */
  timestamp: number;
}

/** A score to post. */
export interface PlannedScore {
  score: Score & { scoreGiven: number };
  digest: string;
  /** Whether the platform may have this very score already. */
  inDoubt: boolean;
  /** The timestamp that the next one has to be later than. */
  after: number | undefined;
}

/** What is to be done about one lesson. */
export interface LessonPlan {
  posts: PlannedScore[];
  /** How many the platform has as they are. */
  unchanged: number;
  /** Those without a grade. */
  leftAlone: Score[];
}

/**
 * Decides what to post. Pure. Who has no grade is left alone: a score without points, sent as
 * `PendingManual`, would make the platform clear what it has.
 *
 * Source: 1EdTech AGS 2.0, section 3.4.4; Canvas' scores controller and Moodle's
 * `save_grade_item`, read 2026-11-30.
 */
export function planLesson(
  lesson: LessonScores,
  known: ReadonlyMap<string, Sent> | undefined,
): LessonPlan {
  const plan: LessonPlan = { posts: [], unchanged: 0, leftAlone: [] };
  for (const score of lesson.scores) {
    const { scoreGiven, scoreMaximum } = score;
    const isGraded = score.gradingProgress === "FullyGraded" && scoreMaximum !== undefined;
    if (!isGraded || scoreGiven === undefined) {
      plan.leftAlone.push(score);
      continue;
    }
    const sent = known?.get(score.userId);
    const digest = digestOf(score);
    if (sent?.doubt === undefined && sent?.posted === digest) {
      plan.unchanged += 1;
      continue;
    }
    const inDoubt = sent?.doubt === digest;
    plan.posts.push({ score: { ...score, scoreGiven }, digest, inDoubt, after: sent?.timestamp });
  }
  return plan;
}

/** Tells one content from another: all that a platform shows of a score. */
function digestOf(score: Score): string {
  const { scoreGiven, scoreMaximum, comment, activityProgress, submission } = score;
  const content = [scoreGiven, scoreMaximum, comment, activityProgress, submission?.submittedAt];
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 32);
}

/** Moodle reads timestamps to the second, and refuses one that is not later. */
const STEP_MS = 1000;

/** When a score that is sent now has changed: later than the last one, whatever the clock says. */
export function nextTimestamp(now: number, after: number | undefined): number {
  return after === undefined ? now : Math.max(now, after + STEP_MS);
}

/**
 * What is sent of a score. No submission of it counts as a new attempt of the student's: Canvas would
 * otherwise make one for each score, and for students who handed in nothing, too.
 */
export function scoreBody(score: Score, timestamp: number): object {
  return {
    ...score,
    timestamp: new Date(timestamp).toISOString(),
    "https://canvas.instructure.com/lti/submission": { new_submission: false },
  };
}

/** A user's result, as a platform shows it. */
export const result = z.object({
  userId: z.coerce.string(),
  resultScore: z.number().nullish(),
  resultMaximum: z.number().nullish(),
  comment: z.string().nullish(),
});
export type Result = z.infer<typeof result>;

/**
 * Whether one of the results of a score's user is what this score makes. A lone result is the user's under
 * another id: Canvas takes its own, and shows the LTI one.
 */
export function hasResultOf(results: readonly Result[], score: PlannedScore["score"]): boolean {
  const lone = results.length === 1 ? results[0] : undefined;
  const own = results.find(({ userId }) => userId === score.userId) ?? lone;
  return own !== undefined && isResultOf(own, score);
}

/** A platform scales it to its own line item, and may show no comment. */
function isResultOf(
  { resultScore, resultMaximum, comment }: Result,
  score: PlannedScore["score"],
): boolean {
  if (typeof resultScore !== "number") return false;
  const has = resultScore / (resultMaximum ?? 1);
  const sent = score.scoreGiven / (score.scoreMaximum ?? 1);
  // Moodle keeps five decimals.
  const isSame = Math.abs(has - sent) < 1e-5;
  return isSame && (comment ?? score.comment ?? "").trim() === (score.comment ?? "").trim();
}
