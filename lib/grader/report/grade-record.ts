import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { LabError } from "../../base/lab-error.ts";
import { type Report, reportSchema } from "../report.ts";
import type { Gradebook, GradebookInputs, StudentGrade } from "./gradebook.ts";
import type { LessonGrade } from "./lesson-grade.ts";
import { columnOf, type Roster } from "./roster.ts";

/** The file in the output folder that keeps what each grade was made of. */
export const GRADE_RECORD = ".grades.json";

const lessonRecord = z.object({
  lesson: z.string(),
  standing: z.enum([
    "graded",
    "by-hand",
    "not-gradable",
    "missing",
    "open",
    "uncounted",
    "excused",
  ]),
  /** Before the late policy. */
  earned: z.number(),
  /** Absent where there is no grade. */
  score: z.number().optional(),
  /** Milliseconds since 1970. */
  due: z.number().optional(),
  /** Which share of it counts. */
  factor: z.number(),
  /** Of the submission that counts, in the report. */
  path: z.string().optional(),
  marks: z.array(
    z.object({ exercise: z.string(), points: z.number().optional(), comment: z.string() }),
  ),
});

const gradeRecord = z.object({
  /** How safely it was graded: each file with grades says so. */
  sandbox: reportSchema.shape.sandbox,
  policy: z.object({
    late: z.array(z.object({ upToHours: z.number(), factor: z.number() })),
    freeDays: z.number(),
    attempt: z.enum(["last", "best"]),
  }),
  students: z.array(
    z.object({
      student: z.string(),
      name: z.string(),
      /** The student's row of the roster, where there is one: what work comes in under may change. */
      id: z.string().optional(),
      /** An e-mail address, where the roster or a submission has one. */
      mail: z.string().optional(),
      /** The student's, below `feedback/`. */
      folder: z.string(),
      lessons: z.array(lessonRecord),
    }),
  ),
});

export type LessonRecord = z.infer<typeof lessonRecord>;
export type GradeRecord = z.infer<typeof gradeRecord>;

/** What each grade of a class was made of: what `grade diff` compares. */
export function gradeRecordOf(
  { report, roster, students }: Gradebook,
  { late, freeDays = 0, attempt = "last" }: Pick<GradebookInputs, "late" | "freeDays" | "attempt">,
  folders: ReadonlyMap<string, string>,
): GradeRecord {
  return {
    sandbox: report.sandbox,
    policy: { late: [...late], freeDays, attempt },
    students: students.map((row) => {
      const { student, name, lessons } = row;
      const mail = addressOf(row, roster);
      return {
        student,
        name,
        ...(row.roster === undefined ? {} : { id: row.roster.id }),
        ...(mail === undefined ? {} : { mail }),
        folder: folders.get(student) ?? "",
        lessons: lessons.map(lessonRecordOf),
      };
    }),
  };
}

/** In a column for it, else whatever identifies the student and is one. */
function addressOf(
  { student, roster: row, lessons }: StudentGrade,
  roster: Roster | undefined,
): string | undefined {
  const columns = ["email", "Email address"].flatMap(
    (column) => columnOf(roster?.columns ?? [], column) ?? [],
  );
  const aliases = lessons.flatMap(({ submission }) =>
    submission?.student === student ? (submission.aliases ?? []) : [],
  );
  return [
    ...columns.map((at) => row?.fields[at]?.trim() ?? ""),
    ...(row?.keys ?? []),
    student,
    ...aliases,
  ].find((one) => /^[^@\s]+@[^@\s]+$/u.test(one));
}

function lessonRecordOf(grade: LessonGrade): LessonRecord {
  const { lesson, standing, earned, score, due, lateness, submission, mark, exercises } = grade;
  const marks = [mark, ...exercises.map((one) => one.mark)].flatMap((one) => one ?? []);
  return {
    lesson: lesson.slug,
    standing,
    earned,
    ...(score === undefined ? {} : { score }),
    ...(due === undefined ? {} : { due }),
    factor: lateness.factor,
    ...(submission === undefined ? {} : { path: submission.path }),
    marks: marks.map(({ exercise, points, comment }) => ({
      exercise,
      ...(points === undefined ? {} : { points }),
      comment,
    })),
  };
}

/** A class that was graded: the report, and what each grade was made of. */
export interface GradedClass {
  report: Report;
  record: GradeRecord;
}

/**
 * Reads a folder that `grade … --out` wrote.
 *
 * @throws LabError `graded-unreadable`
 */
export function readGradedClass(folder: string): GradedClass {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), "utf8"));
  try {
    return {
      report: reportSchema.parse(read("report.json")),
      record: gradeRecord.parse(read(GRADE_RECORD)),
    };
  } catch (cause) {
    throw new LabError("graded-unreadable", {
      what: "This is no folder of a graded class, or another version of the lab graded it.",
      where: folder,
      remedy:
        "Name the folder that `grade … --out` wrote, with all that is in it; if the lab was updated since, grade again.",
      cause,
    });
  }
}
