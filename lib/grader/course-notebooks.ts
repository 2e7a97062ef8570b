import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lessons } from "../exercises/manifest/manifest.ts";
import { LabError } from "../base/lab-error.ts";
import { type LessonNotebooks, lessonNotebooks } from "../notebook/lesson.ts";
import type { ReportLesson } from "./report.ts";

/**
 * The notebooks of each lesson as the course gives them out, by slug, made from the sources: what lies
 * under `notebooks/` may hold somebody's work.
 *
 * @throws LabError `no-lesson-sources` where the project has none, as a class copy has not
 */
export function courseNotebooks(root: string): Map<string, LessonNotebooks> {
  return new Map(
    lessons.map(({ slug }) => {
      const where = join(root, "solutions", `${slug}.ts`);
      if (!existsSync(where)) {
        throw new LabError("no-lesson-sources", {
          what: `The source of the lesson ${slug} is not there.`,
          where,
          remedy: "Grade in the full repository; the copy for a class cannot grade.",
        });
      }
      return [slug, lessonNotebooks(readFileSync(where, "utf8"), where)];
    }),
  );
}

/** The course as a report tells it. */
export function courseOutline(): ReportLesson[] {
  return lessons.map(({ slug, title, exercises }) => {
    const outlined = exercises.map((exercise) => ({
      id: exercise.id,
      title: exercise.title,
      points: exercise.checks.reduce((sum, { points }) => sum + points, 0),
      stretch: exercise.stretch === true,
      checks: exercise.checks.map(({ id, title: said, severity, points }) => ({
        id,
        title: said,
        severity,
        points,
      })),
    }));
    const points = outlined.reduce((sum, exercise) => sum + exercise.points, 0);
    return { slug, title, points, exercises: outlined };
  });
}

/** A digest of all that grades rest on in this project: results made with another one are not reused. */
export function graderDigest(root: string, dist: string): string {
  const hash = createHash("sha256");
  hash.update(readFileSync(join(root, "package-lock.json")));
  for (const [folder, ending] of [
    [dist, /\.c?js$/],
    [join(root, "solutions"), /\.ts$/],
  ] as const) {
    const names = readdirSync(folder, { recursive: true, encoding: "utf8" });
    for (const name of names.filter((one) => ending.test(one)).toSorted()) {
      hash.update(name).update(readFileSync(join(folder, name)));
    }
  }
  return hash.digest("hex");
}
