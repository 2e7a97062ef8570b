import { lessons } from "../course/manifest/manifest.ts";
import { loadProgress } from "../course/progress.ts";
import { display } from "./display.ts";
import { drawCourseMap } from "./draw/course-map.ts";
import { drawSequence } from "./draw/sequence.ts";
import { keepsProgress, progressFolder } from "./progress.ts";
import type { Trace } from "./trace.ts";

/** Draws what happened in a session: who sent what to whom, in order. */
export function drawTrace(trace: Trace, title?: string): void {
  display(drawSequence(trace.events, title, { api: `Messages API (${trace.answeredBy})` }));
}

/** Draws the map of the course with the points earned so far. */
export function drawCourse(): void {
  const folder = progressFolder();
  const earnedIn = (id: string): number => (keepsProgress() ? loadProgress(folder, id).earned : 0);
  const rows = lessons.map(({ slug, title, minutes, summary, exercises }) => ({
    slug,
    title,
    minutes,
    summary,
    points: total(exercises.flatMap(({ checks }) => checks.map((check) => check.points))),
    earned: total(exercises.map(({ id }) => earnedIn(id))),
  }));
  display(drawCourseMap(rows));
}

function total(points: number[]): number {
  return points.reduce((sum, value) => sum + value, 0);
}
