import type { Journal } from "./journal.ts";
import { lessonItem } from "./line-items.ts";
import { planLesson } from "./plan.ts";
import { postScore } from "./post-score.ts";
import type { LessonScores, Score } from "./scores.ts";
import type { Service } from "./service.ts";
import { stopFor } from "./stop.ts";

/** What came of a lesson. */
export interface LessonPosted {
  lesson: LessonScores;
  /** Whether its line item is new. */
  made: boolean;
  posted: number;
  unchanged: number;
  leftAlone: Score[];
  refused: Refused[];
}

/** A score that the platform did not take. */
interface Refused {
  userId: string;
  /** Why, in the platform's words where it has some. */
  why: string;
}

/**
 * Posts what has changed of a class, one request after the other: a platform throttles those that come
 * at once. Lessons in which nobody has a grade are not asked for. A score that is refused stops no other.
 *
 * @throws LabError `post-not-allowed`, `post-unreachable` for what would be the same for every score, and
 *   of {@link lessonItem}. What was posted until then is in the journal.
 */
export async function* postClass(
  lessons: readonly LessonScores[],
  lineItemsUrl: string,
  service: Service,
  journal: Journal,
): AsyncGenerator<LessonPosted> {
  for (const lesson of lessons) {
    const { posts, leftAlone } = planLesson(lesson, undefined);
    const empty = { lesson, made: false, posted: 0, unchanged: 0, leftAlone, refused: [] };
    yield posts.length === 0 ? empty : await postLesson(lesson, lineItemsUrl, service, journal);
  }
}

async function postLesson(
  lesson: LessonScores,
  lineItemsUrl: string,
  service: Service,
  journal: Journal,
): Promise<LessonPosted> {
  const { id, made } = await lessonItem(service, lineItemsUrl, lesson);
  const { posts, unchanged, leftAlone } = planLesson(lesson, journal.posted.lineItems.get(id));
  const refused: Refused[] = [];
  for (const planned of posts) {
    const column = { lesson: lesson.resourceId, lineItem: id };
    const outcome = await postScore(service, journal, column, planned);
    if (outcome.status === "ok") continue;
    stopFor(outcome.error);
    refused.push({ userId: planned.score.userId, why: outcome.error.message });
  }
  return { lesson, made, posted: posts.length - refused.length, unchanged, leftAlone, refused };
}
