import { countText } from "../base/counted.ts";
import type { Drawing } from "../markup/drawing.ts";
import { element, notebookLink, sentence, type Markup } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { CARD_STYLE, FONTS, RULE, TONES } from "../markup/theme.ts";
import { earnedWords } from "./verdict-words.ts";

interface Lesson {
  slug: string;
  title: string;
  minutes: number;
  points: number;
  earned: number;
  /** How many exercises it has, without stretch exercises, and how many of them are solved. */
  exercises: number;
  solved: number;
  /** The exercises that nothing needs. */
  stretch: { of: number; solved: number };
  summary: string;
  /** What you can do after it, in words that go on from "You can". */
  can: string;
}

/** Width of a lesson's circle, and how far its words are from the line, in CSS pixels. */
const STOP = 36;
const TEXT_INDENT = 34;

/** The "NN" that a slug starts with. */
function numberOf(lesson: Lesson): string {
  return oneLine(lesson.slug.slice(0, 2));
}

function isDone(lesson: Lesson): boolean {
  return lesson.points === 0 ? lesson.solved >= lesson.exercises : lesson.earned >= lesson.points;
}

/** How far a lesson is: its tone, and a line of words for it. */
function stateOf(lesson: Lesson): { tone: keyof typeof TONES; symbol: string; words: string } {
  const time = `${lesson.minutes} minutes`;
  const needed =
    lesson.points === 0
      ? `${lesson.solved} of ${lesson.exercises} exercises solved`
      : earnedWords(lesson.earned, lesson.points);
  const { of, solved } = lesson.stretch;
  const words = `${needed}${solved === 0 ? "" : ` and ${solved} of ${of} stretch`}, ${time}`;
  if (isDone(lesson)) return { tone: "pass", symbol: "✓ ", words: `done: ${words}` };
  if (lesson.earned > 0 || lesson.solved > 0)
    return { tone: "accent", symbol: "◐ ", words: `begun: ${words}` };
  return { tone: "calm", symbol: "○ ", words: `not started: ${words}` };
}

/** "40 minutes", "about 4 hours": halves of an hour are as exact as an estimate is. */
function durationText(minutes: number): string {
  return minutes < 100 ? `${minutes} minutes` : `about ${Math.round(minutes / 30) / 2} hours`;
}

/** The course in two sentences: its size, and where to go on. */
function overview(lessons: readonly Lesson[]): { size: string; next: string } {
  const sum = (key: "points" | "earned" | "minutes") =>
    lessons.reduce((total, lesson) => total + lesson[key], 0);
  const next = lessons.find((lesson) => !isDone(lesson));
  return {
    size: `${countText(lessons.length, "lesson")}, ${durationText(sum("minutes"))}, ${earnedWords(sum("earned"), sum("points"))}.`,
    next: next === undefined ? "Every lesson is done." : `Next: ${oneLine(next.title)}.`,
  };
}

/** What a person can do who has done all of it; nothing before that. */
function canNow(lessons: readonly Lesson[]): string[] {
  return lessons.every(isDone) ? lessons.map(({ can }) => oneLine(can)) : [];
}

const KEEP = "One page to keep: `npm run lab -- check --page my-course.html`";

function endMarkup(lessons: readonly Lesson[]): Markup[] {
  const items = canNow(lessons);
  if (items.length === 0) return [];
  return [
    element(
      "div",
      { style: `margin-top:20px;padding-top:12px;border-top:1px solid ${RULE}` },
      element("strong", { style: `color:${TONES.pass.ink}` }, "✓ That was the course. You can now"),
      element(
        "ul",
        { style: "margin:6px 0;padding-left:20px" },
        ...items.map((words) => element("li", {}, ...sentence(`${words};`))),
      ),
      element("div", { style: `color:${TONES.quiet.ink}` }, ...sentence(KEEP)),
    ),
  ];
}

function endText(lessons: readonly Lesson[]): string[] {
  const items = canNow(lessons);
  if (items.length === 0) return [];
  const lines = items.flatMap((words) => wrapText(`${words};`, undefined, "  - "));
  return ["", "That was the course. You can now", ...lines, ...wrapText(KEEP)];
}

/** A bar of borders, which print even where grounds do not. */
function progressBar(lesson: Lesson): Markup {
  const percent = Math.round(Math.min(1, Math.max(0, lesson.earned / lesson.points)) * 100);
  const done = `width:${percent}%;margin-top:-6px;border-top:6px solid ${TONES.pass.line}`;
  return element(
    "div",
    {
      "aria-hidden": "true",
      style: `max-width:240px;margin-top:8px;border-top:6px solid ${RULE}`,
    },
    element("div", { style: done }),
  );
}

/** A lesson's stop on the way: its number in a circle that is on the line of the way. */
function stopMarkup(lesson: Lesson): Markup {
  const tone = TONES[stateOf(lesson).tone];
  const style =
    `float:left;box-sizing:border-box;width:${STOP}px;height:${STOP}px;` +
    `margin-left:${-(TEXT_INDENT + STOP / 2 + 1)}px;border:2px solid ${tone.line};` +
    `border-radius:${STOP / 2}px;background:${tone.ground};color:${tone.ink};` +
    `font:600 13px/${STOP - 4}px ${FONTS.mono};text-align:center`;
  return element("div", { "aria-hidden": "true", style }, numberOf(lesson));
}

function lessonMarkup(lesson: Lesson, isLast: boolean): Markup {
  const { symbol, words } = stateOf(lesson);
  const way =
    `margin:0 0 0 ${STOP / 2 - 1}px;padding:0 0 ${isLast ? 0 : 20}px ${TEXT_INDENT}px;` +
    `border-left:2px solid ${isLast ? TONES.plain.ground : RULE};page-break-inside:avoid`;
  return element(
    "li",
    { style: way },
    stopMarkup(lesson),
    element(
      "div",
      { style: "padding-top:6px" },
      notebookLink(lesson.slug, lesson.title),
      element("div", {}, ...sentence(oneLine(lesson.summary))),
      element(
        "div",
        { style: `color:${TONES.quiet.ink};font-size:13px` },
        element("span", { "aria-hidden": "true" }, symbol),
        words,
      ),
      ...(lesson.points === 0 ? [] : [progressBar(lesson)]),
    ),
  );
}

function lessonText(lesson: Lesson): string[] {
  return [
    "",
    ...wrapText(oneLine(lesson.title), undefined, `${numberOf(lesson)}  `),
    ...wrapText(oneLine(lesson.summary), undefined, "    "),
    ...wrapText(`(${stateOf(lesson).words})`, undefined, "    "),
  ];
}

/**
 * Draws the course: its lessons in order, what each is about, how long it takes, how far it is done.
 * Titles link to `<slug>.ipynb` beside the notebook that shows the map.
 */
export function drawCourseMap(lessons: readonly Lesson[]): Drawing {
  const { size, next } = overview(lessons);
  const { markup } = element(
    "div",
    { style: CARD_STYLE },
    element("strong", { style: "font-size:15px" }, "The course"),
    element(
      "div",
      { style: `margin-bottom:16px;color:${TONES.quiet.ink}` },
      `${size} `,
      element("span", { style: `color:${TONES.plain.ink}` }, next),
    ),
    element(
      "ul",
      { style: "list-style:none;margin:0;padding:0" },
      ...lessons.map((lesson, index) => lessonMarkup(lesson, index === lessons.length - 1)),
    ),
    ...endMarkup(lessons),
  );
  const text = [
    ...wrapText(`The course: ${size} ${next}`),
    ...lessons.flatMap(lessonText),
    ...endText(lessons),
  ];
  return { mime: "text/html", markup, text: text.join("\n") };
}
