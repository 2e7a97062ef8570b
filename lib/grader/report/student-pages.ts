import type { Report, Submission } from "../report.ts";
import { element, type Markup } from "../../markup/markup.ts";
import { earnedWords } from "../../draw/verdict-words.ts";
import { boundText } from "../../markup/plain-text.ts";
import {
  badge,
  exerciseAnchor,
  exerciseFeedback,
  exerciseStatus,
  type HintOf,
  markParts,
  worthWords,
} from "./exercise-feedback.ts";
import { ownRequests } from "./class-requests.ts";
import type { StudentGrade } from "./gradebook.ts";
import { isLate } from "./late.ts";
import { hasWork, type LessonGrade } from "./lesson-grade.ts";
import { name, notice, page, paragraph, prose, section, shareBar } from "../../markup/page.ts";
import { asOfLine, trustNotice } from "./page-footer.ts";
import { studentTitle } from "./student-titles.ts";
import { lessonSentence, STANDING_WORDS, timeWords } from "./standing-words.ts";

/** Longest error of a cell that a page shows, in characters. */
const SAID_LIMIT = 1500;

/** The file of a lesson's page beside the student's `index.html`. */
export function lessonFile(grade: LessonGrade): string {
  return `${grade.lesson.slug}.html`;
}

const OVERVIEW = element("a", { href: "index.html" }, "All lessons").markup;

/** A lesson's page where the student's other pages are not beside it. */
export function withoutOverview(text: string): string {
  return text.replace(OVERVIEW, "All lessons");
}

/** A student's page of one lesson. */
export function lessonPage(
  student: StudentGrade,
  grade: LessonGrade,
  report: Report,
  hintOf: HintOf,
): string {
  const { lesson, submission } = grade;
  const graded = submission?.status === "graded" || grade.standing === "by-hand";
  return page({
    title: `${lesson.title}: ${studentTitle(student)}`,
    header: [
      element(
        "p",
        { class: "crumb" },
        element("a", { href: "index.html" }, "All lessons"),
        " of ",
        name(studentTitle(student)),
      ),
      element("h1", {}, `${lesson.slug.slice(0, 2)} ${lesson.title}`),
    ],
    main: [
      ...standingParts(grade),
      ...markParts(grade.mark),
      ...ownRequests(student.requests.filter((one) => one.lesson.lesson.slug === lesson.slug)),
      ...(graded ? [exerciseList(grade)] : []),
      ...(submission === undefined ? [] : [...noteParts(submission), ...troubleParts(submission)]),
      ...(graded ? grade.exercises.map((one) => exerciseFeedback(one, hintOf)) : []),
    ],
    footer: [...submissionFooter(submission), ...trustNotice(report), ...asOfLine(report)],
  });
}

function standingParts(grade: LessonGrade): Markup[] {
  const { score, lesson, standing } = grade;
  if (standing === "not-gradable") {
    return [
      notice(
        "fail",
        element(
          "p",
          {},
          element("strong", {}, "This could not be graded. "),
          "That is not a zero.",
        ),
        paragraph(
          grade.submission?.reason?.sentence ?? "The file does not tell which lesson it is.",
        ),
        paragraph("Fix it and hand it in again, or ask your instructor to look at it."),
      ),
    ];
  }
  if (lesson.points === 0) return [element("p", { class: "score" }, "For practice: no points.")];
  return [
    element("p", { class: "score" }, lessonSentence(grade)),
    shareBar((score ?? 0) / lesson.points),
  ];
}

function exerciseList(grade: LessonGrade): Markup {
  return element(
    "nav",
    { "aria-label": "Exercises" },
    element(
      "ul",
      { class: "plainly" },
      ...grade.exercises.map((one) =>
        element(
          "li",
          { class: "line" },
          badge(exerciseStatus(one)),
          element(
            "a",
            { class: "title", href: `#${exerciseAnchor(one.exercise.id)}` },
            `${one.exercise.id} ${one.exercise.title}`,
          ),
          element("span", { class: "quiet" }, worthWords(one)),
        ),
      ),
    ),
  );
}

function noteParts({ notes }: Submission): Markup[] {
  if (notes.length === 0) return [];
  return [
    section(
      "notes",
      "Before grading",
      paragraph("What was found in your notebook, and what was done about it:"),
      element("ul", {}, ...notes.map(({ sentence }) => element("li", {}, ...prose(sentence)))),
    ),
  ];
}

const OWNERS = {
  course: "a cell of the course",
  answer: "an answer",
  learner: "a cell that you added",
} as const;

function troubleParts({ run }: Submission): Markup[] {
  if (run.troubled.length === 0) return [];
  return [
    section(
      "trouble",
      "Cells that did not run through",
      paragraph(
        `${run.ok} of ${run.cells} cells ran without an error. A cell that fails can leave an answer undefined further down.`,
      ),
      element(
        "ul",
        { class: "checks" },
        ...run.troubled.map(({ id, status, owner, said }) =>
          element(
            "li",
            {},
            element("code", {}, id),
            ` (${OWNERS[owner]}): ${status === "error" ? "failed" : "was not reached"}`,
            ...(said === "" ? [] : [element("pre", {}, boundText(said, SAID_LIMIT))]),
          ),
        ),
      ),
    ),
  ];
}

function submissionFooter(submission: Submission | undefined): Markup[] {
  if (submission === undefined) return [];
  const { status, path, attempt, submittedAt, sha256 } = submission;
  const file = `\`${path.replaceAll("`", "'")}\``;
  const facts = [
    status === "graded" ? `Graded from ${file}` : `The file is ${file}`,
    ...(attempt === undefined ? [] : [`attempt ${attempt}`]),
    ...(submittedAt === undefined ? [] : [`handed in ${timeWords(submittedAt)}`]),
    ...(sha256 === "" ? [] : [`SHA-256 \`${sha256.slice(0, 16)}…\``]),
  ];
  return [paragraph(`${facts.join(", ")}.`)];
}

/** A student's overview: every lesson with its standing, and the total. */
export function studentPage(student: StudentGrade, report: Report): string {
  const { max } = student;
  return page({
    title: `Feedback: ${studentTitle(student)}`,
    header: [
      element("p", { class: "crumb" }, "MCP Integration: a lab workbook"),
      element("h1", {}, "Feedback for ", name(studentTitle(student))),
    ],
    main: [
      ...(max === 0
        ? []
        : [
            element("p", { class: "score" }, earnedWords(student.total, max)),
            shareBar(student.total / max),
          ]),
      ...student.unplaced.map(({ path, reason }) =>
        notice(
          "fail",
          element("p", {}, element("code", {}, path), " could not be graded. That is not a zero."),
          paragraph(reason?.sentence ?? "It does not tell which lesson it is."),
        ),
      ),
      element(
        "table",
        {},
        element("caption", { class: "quiet" }, "Your lessons"),
        element(
          "thead",
          {},
          element(
            "tr",
            {},
            element("th", { scope: "col" }, "Lesson"),
            element("th", { scope: "col" }, "Standing"),
            element("th", { scope: "col", class: "number" }, "Points"),
          ),
        ),
        element("tbody", {}, ...student.lessons.map(lessonRow)),
      ),
    ],
    footer: [...trustNotice(report), ...asOfLine(report)],
  });
}

function lessonRow(grade: LessonGrade): Markup {
  const title = `${grade.lesson.slug.slice(0, 2)} ${grade.lesson.title}`;
  const link = hasWork(grade) ? element("a", { href: lessonFile(grade) }, title) : title;
  const late = isLate(grade.lateness) ? ", late" : "";
  const points = grade.lesson.points === 0 ? "–" : `${grade.score ?? "–"} / ${grade.lesson.points}`;
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, link),
    element("td", {}, `${STANDING_WORDS[grade.standing]}${late}`),
    element("td", { class: "number" }, points),
  );
}
