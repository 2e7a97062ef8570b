import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";

const score = z.object({
  userId: z.string().min(1),
  scoreGiven: z.number().min(0).optional(),
  scoreMaximum: z.number().positive().optional(),
  comment: z.string().optional(),
  activityProgress: z.enum(["Initialized", "Started", "InProgress", "Submitted", "Completed"]),
  gradingProgress: z.enum(["NotReady", "Failed", "Pending", "PendingManual", "FullyGraded"]),
  submission: z.object({ submittedAt: z.string() }).optional(),
});

const lessonScores = z.object({
  resourceId: z.string().min(1),
  label: z.string().min(1),
  scoreMaximum: z.number().positive(),
  scores: z.array(score),
});

const agsFile = z.object({
  sandbox: z.object({ trusted: z.boolean() }),
  lineItems: z.array(lessonScores),
});

/** What a student has in a lesson, as the grader wrote it. */
export type Score = z.infer<typeof score>;

/** A lesson: its line item, and a score for each student. */
export type LessonScores = z.infer<typeof lessonScores>;

/** What `agsJson` writes. */
export type GradedScores = z.infer<typeof agsFile>;

/**
 * Reads the `ags.json` of a graded folder.
 *
 * @throws LabError `post-scores` where there is none, and `post-two-scores` for two scores of one user.
 */
export function readScores(folder: string): GradedScores {
  const where = join(folder, "ags.json");
  let graded: GradedScores;
  try {
    graded = agsFile.parse(JSON.parse(readFileSync(where, "utf8")));
  } catch (cause) {
    throw new LabError("post-scores", {
      what: "There are no scores of this grader's version here.",
      where,
      remedy: "Name the folder that `grade … --out` wrote, and grade again if the lab was updated.",
      cause,
    });
  }
  for (const { resourceId, scores } of graded.lineItems) {
    const users = scores.map(({ userId }) => userId);
    const twice = users.find((user, index) => users.indexOf(user) !== index);
    if (twice !== undefined) throw twoScores(where, resourceId, twice);
  }
  return graded;
}

const twoScores = (where: string, lesson: string, user: string): LabError =>
  new LabError("post-two-scores", {
    what: `In ${lesson} two students have the platform's id ${JSON.stringify(user)}.`,
    where,
    remedy: "Correct lti_user_id or ID in the roster, and grade again.",
  });
