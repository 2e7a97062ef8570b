import { earnedWords } from "../../draw/verdict-words.ts";
import type { Reason, Report, ReportVerdict } from "../report.ts";
import { jsonFile } from "./canonical.ts";
import type { StudentGrade } from "./gradebook.ts";
import { type ExerciseGrade, type LessonGrade, roundPoints, hasWork } from "./lesson-grade.ts";
import type { Mark } from "./marks.ts";
import { lessonSentence, sandboxSentence, verdictRows } from "./standing-words.ts";

/**
 * `results.json` of one student, as Gradescope's autograders give it: a test for each check, one more
 * for points that an instructor gave by hand. `score` is what counts, after marks and lateness; a
 * lesson that could not be graded adds nothing to it and is said so in `output`.
 *
 * Source: Gradescope, "Autograder Specifications", "Output format"
 * (gradescope-autograders.readthedocs.io/en/latest/specs/, read 2026-11-22).
 */
export function gradescopeJson(student: StudentGrade, sandbox: Report["sandbox"]): string {
  const lessons = student.lessons.filter(hasWork);
  const sentence = sandboxSentence(sandbox);
  const output = [
    ...lessons.map((grade) => `${grade.lesson.slug}: ${lessonSentence(grade)}`),
    ...student.unplaced.map(
      ({ path, reason }) => `${path}: not graded, which is not a zero. ${reason?.sentence ?? ""}`,
    ),
    ...lessons.flatMap(({ submission }) => (submission?.notes ?? []).map(noteText)),
    ...(sentence === undefined ? [] : [sentence]),
  ].join("\n");
  const result = {
    score: roundPoints(lessons.reduce((sum, { score = 0 }) => sum + score, 0)),
    output,
    output_format: "text",
    stdout_visibility: "hidden",
    tests: lessons.flatMap((grade) => [
      ...grade.exercises.flatMap((one) => testsOf(grade, one)),
      ...byHand(`${grade.lesson.slug} ${grade.lesson.title}`, grade.lesson.points, grade.mark),
    ]),
    extra_data: {
      not_gradable: lessons
        .filter(({ standing }) => standing === "not-gradable")
        .map(({ lesson }) => lesson.slug),
    },
  };
  return jsonFile(result);
}

function noteText({ sentence }: Reason): string {
  return `Note: ${sentence}`;
}

function testsOf(grade: LessonGrade, { exercise, graded, mark }: ExerciseGrade): object[] {
  const verdicts = new Map(graded?.verdicts.map((verdict) => [verdict.check, verdict]));
  const checks = exercise.checks.map((check, index) => {
    const verdict = verdicts.get(check.id);
    const passed = verdict?.status === "pass";
    return {
      name: `${exercise.id} ${exercise.title}: ${check.title}`,
      number: `${exercise.id}.${index + 1}`,
      score: passed ? check.points : 0,
      max_score: check.points,
      status: passed ? "passed" : "failed",
      output: outputOf(verdict),
      output_format: "text",
      tags: [grade.lesson.slug, check.severity],
      visibility: "visible",
    };
  });
  return [...checks, ...byHand(`${exercise.id} ${exercise.title}`, exercise.points, mark)];
}

function byHand(title: string, worth: number, mark: Mark | undefined): object[] {
  if (mark === undefined) return [];
  const points = mark.points === undefined ? "" : `${earnedWords(mark.points, worth)}. `;
  return [
    {
      name: `${title}: by hand`,
      output: `${points}${mark.comment}`,
      output_format: "text",
      visibility: "visible",
    },
  ];
}

function outputOf(verdict: ReportVerdict | undefined): string {
  if (verdict === undefined) return "Not graded.";
  if (verdict.status === "not-started") return "Not started.";
  return verdictRows(verdict)
    .map(([name, text]) => `${name}: ${text}`)
    .join("\n");
}
