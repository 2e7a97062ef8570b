import { el } from "./elements.ts";
import { hashOf } from "./links.ts";
import { type LessonProgress, lessonProgress, summaryOf } from "./progress.ts";
import type { SiteLesson } from "./site.ts";

/** The course on one page: its lessons, and how far each of them is. */
export function courseView(
  lessons: readonly SiteLesson[],
  files: Readonly<Record<string, string>>,
  isLasting: boolean,
): HTMLElement {
  const rows = lessons.map((lesson) => ({ lesson, far: lessonProgress(lesson.slug, files) }));
  const sum = (key: keyof LessonProgress): number =>
    rows.reduce((total, { far }) => total + far[key], 0);
  const [earned, points] = [sum("earned"), sum("points")];
  const next = rows.find(({ far }) => far.solved < far.exercises) ?? rows[0];
  return el(
    "div",
    { class: "course" },
    el("h1", { tabindex: -1 }, "MCP Integration"),
    el(
      "p",
      { class: "lead" },
      "Connect Claude to outside systems over the Model Context Protocol: a course of notebooks that run right here, without an installation, a key or an account.",
    ),
    el(
      "p",
      {},
      isLasting
        ? "Your code runs in this page, and your answers stay in this browser. Download a notebook to keep it elsewhere or to hand it in."
        : "Your code runs in this page. This browser keeps nothing for the course, perhaps because the window is private: download each notebook before you close the page.",
    ),
    el(
      "p",
      { class: "score" },
      `${earned} of ${points} points so far`,
      el("span", { class: "bar", "aria-hidden": "true" }, share(earned, points)),
    ),
    ...(next === undefined
      ? []
      : [
          el(
            "p",
            {},
            el(
              "a",
              { class: "main", href: hashOf({ slug: next.lesson.slug, heading: undefined }) },
              `${sum("solved") === 0 ? "Begin" : "Go on"} with ${next.lesson.number} ${next.lesson.title}`,
            ),
          ),
        ]),
    el("h2", {}, "Lessons"),
    el("ol", { class: "lessons" }, ...rows.map(({ lesson, far }) => lessonRow(lesson, far))),
  );
}

function share(part: number, whole: number): HTMLElement {
  const width = whole === 0 ? 0 : Math.round((100 * part) / whole);
  return el("span", { style: `width:${width}%` });
}

function lessonRow({ slug, number, title, minutes, needs }: SiteLesson, far: LessonProgress) {
  const isDone = far.points === 0 ? far.solved === far.exercises : far.earned === far.points;
  const reached =
    far.points === 0
      ? `${far.solved} of ${far.exercises} exercises`
      : `${far.earned} of ${far.points} points`;
  return el(
    "li",
    { class: isDone ? "done" : far.solved > 0 ? "begun" : "" },
    el("span", { class: "number", "aria-hidden": "true" }, isDone ? "✓" : number),
    el(
      "div",
      {},
      el("h3", {}, el("a", { href: hashOf({ slug, heading: undefined }) }, `${number} · ${title}`)),
      el("p", {}, summaryOf(slug)),
      el(
        "p",
        { class: "quiet" },
        `${isDone ? "Done: " : ""}${reached}${minutes === undefined ? "" : `, about ${minutes} minutes`}`,
      ),
      ...(needs === undefined ? [] : [el("p", { class: "quiet" }, needs)]),
    ),
  );
}
