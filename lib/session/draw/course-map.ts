import type { Drawing } from "./drawing.ts";
import { element, type Markup } from "./markup.ts";
import { oneLine, wrapText } from "./plain-text.ts";
import { CARD_STYLE, FONTS, RULE, TONES } from "./theme.ts";

interface Lesson {
  slug: string;
  title: string;
  minutes: number;
  points: number;
  earned: number;
  summary: string;
}

/** How far a lesson is, as a word and its look; a lesson without points has nothing to be done. */
function stateOf(lesson: Lesson): { symbol: string; word: string; tone: keyof typeof TONES } {
  if (lesson.points === 0) return { symbol: "·", word: "no points", tone: "calm" };
  if (lesson.earned >= lesson.points) return { symbol: "✓", word: "done", tone: "pass" };
  if (lesson.earned > 0) return { symbol: "◐", word: "begun", tone: "accent" };
  return { symbol: "○", word: "not started", tone: "calm" };
}

function pointsText(lesson: Lesson): string {
  return lesson.points === 0 ? "no points" : `${lesson.earned} of ${lesson.points} points`;
}

function progressBar(lesson: Lesson): Markup {
  const share = lesson.points === 0 ? 0 : Math.min(1, Math.max(0, lesson.earned / lesson.points));
  return element(
    "div",
    {
      "aria-hidden": "true",
      style: `height:6px;margin-top:6px;border-radius:3px;background:${RULE};overflow:hidden`,
    },
    element("div", {
      style: `width:${Math.round(share * 100)}%;height:6px;background:${TONES.pass.line}`,
    }),
  );
}

function lessonMarkup(lesson: Lesson): Markup {
  const state = stateOf(lesson);
  const tone = TONES[state.tone];
  return element(
    "li",
    { style: `display:flex;gap:14px;padding:12px 0;border-top:1px solid ${RULE}` },
    element(
      "span",
      {
        "aria-hidden": "true",
        style:
          "flex:0 0 34px;height:34px;line-height:32px;box-sizing:border-box;text-align:center;" +
          `border:1px solid ${tone.line};border-radius:17px;background:${tone.ground};` +
          `color:${tone.ink};font:600 13px/32px ${FONTS.mono}`,
      },
      lesson.slug.slice(0, 2),
    ),
    element(
      "div",
      { style: "flex:1 1 auto" },
      element("strong", {}, ` ${oneLine(lesson.title)} `),
      element("div", {}, oneLine(lesson.summary)),
      element(
        "div",
        { style: `color:${TONES.quiet.ink};font-size:13px` },
        `${state.symbol} ${state.word} · ${pointsText(lesson)} · ${lesson.minutes} minutes`,
      ),
      ...(lesson.points === 0 ? [] : [progressBar(lesson)]),
    ),
  );
}

/** Draws the course: its lessons in order, what each is about, how long it takes, how far you are. */
export function drawCourseMap(lessons: readonly Lesson[]): Drawing {
  const points = lessons.reduce((sum, lesson) => sum + lesson.points, 0);
  const earned = lessons.reduce((sum, lesson) => sum + lesson.earned, 0);
  const minutes = lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
  const total = `${lessons.length} lessons, about ${minutes} minutes, ${earned} of ${points} points`;
  const markup = element(
    "div",
    { style: CARD_STYLE },
    element("strong", { style: "font-size:15px" }, "The course"),
    element("div", { style: `margin-bottom:10px;color:${TONES.quiet.ink}` }, total),
    element("ol", { style: "list-style:none;margin:0;padding:0" }, ...lessons.map(lessonMarkup)),
  ).markup;
  const text = [
    `The course: ${total}`,
    ...lessons.flatMap((lesson) => [
      "",
      ...wrapText(oneLine(lesson.title), undefined, `${lesson.slug.slice(0, 2)}  `),
      ...wrapText(oneLine(lesson.summary), undefined, "    "),
      `    ${stateOf(lesson).word}; ${pointsText(lesson)}; ${lesson.minutes} minutes`,
    ]),
  ].join("\n");
  return { mime: "text/html", markup, text };
}
