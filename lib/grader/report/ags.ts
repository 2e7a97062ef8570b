import { jsonFile } from "./canonical.ts";
import type { Gradebook, StudentGrade } from "./gradebook.ts";
import { readTime } from "./late.ts";
import { isOwed, keptCell, type LessonGrade } from "./lesson-grade.ts";
import { columnOf, type Roster } from "./roster.ts";
import { lessonSentence } from "./standing-words.ts";

/**
 * `ags.json`: for each lesson its line item, and the scores to post to it one by one (LTI Assignment
 * and Grade Services). A lesson without points has none. `userId` is the roster's `lti_user_id`, or Canvas' `ID`, where it has one. A
 * score without `timestamp` had no time in the submissions and no `--as-of`: who posts it adds
 * the time of posting. One without `scoreGiven` has no grade, and posted as it is it clears what a
 * platform has.
 *
 * Source: 1EdTech AGS 2.0, section 3.4, "Score publish service" (read 2026-11-30).
 */
export function agsJson({ report, roster, lessons, students }: Gradebook): string {
  const lineItems = lessons.flatMap((lesson, index) =>
    lesson.points === 0
      ? []
      : [
          {
            resourceId: lesson.slug,
            label: lesson.title,
            scoreMaximum: lesson.points,
            scores: students.flatMap((student) => {
              const grade = student.lessons[index];
              return grade === undefined || isLeftOut(grade)
                ? []
                : [score(student, grade, roster, report.asOf)];
            }),
          },
        ],
  );
  const { sandbox, variants } = report;
  return jsonFile({ sandbox, variants: variants.source, lineItems });
}

/** What is not due, and where the course system keeps what it has. */
function isLeftOut(grade: LessonGrade): boolean {
  return !isOwed(grade) || keptCell(grade) !== undefined;
}

function score(
  student: StudentGrade,
  grade: LessonGrade,
  roster: Roster | undefined,
  asOf: string | undefined,
): object {
  const submitted = instant(grade.submission?.submittedAt);
  const timestamp = instant(asOf) ?? submitted;
  return {
    userId: userId(student, roster),
    ...(grade.score === undefined
      ? {}
      : { scoreGiven: grade.score, scoreMaximum: grade.lesson.points }),
    comment: lessonSentence(grade),
    ...(timestamp === undefined ? {} : { timestamp }),
    activityProgress: grade.standing === "missing" ? "Initialized" : "Submitted",
    gradingProgress: grade.score === undefined ? "PendingManual" : "FullyGraded",
    ...(submitted === undefined ? {} : { submission: { submittedAt: submitted } }),
  };
}

function userId(student: StudentGrade, roster: Roster | undefined): string {
  const fields = student.roster?.fields ?? [];
  const places = ["lti_user_id", "id"].flatMap(
    (name) => columnOf(roster?.columns ?? [], name) ?? [],
  );
  return places.flatMap((at) => fields[at]?.trim() || [])[0] ?? student.student;
}

/** With sub-second precision, as the service asks for. */
function instant(text: string | undefined): string | undefined {
  const time = readTime(text);
  return time === undefined ? undefined : new Date(time).toISOString();
}
