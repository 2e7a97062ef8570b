import { countText } from "../../base/counted.ts";
import { element, type Markup } from "../../markup/markup.ts";
import {
  type Content,
  name,
  page,
  paragraph,
  scrolling,
  section,
  table,
} from "../../markup/page.ts";
import { oneLine } from "../../markup/plain-text.ts";
import type { Report } from "../report.ts";
import { writeCsv } from "./csv.ts";
import { type Change, isOtherGrade } from "./diff.ts";
import type { LessonRecord } from "./grade-record.ts";
import { asOfLine, trustNotice } from "./page-footer.ts";
import { studentTitle } from "./student-titles.ts";
import { STANDING_WORDS } from "./standing-words.ts";

/** What two graded classes differ in. */
export interface ClassDiff {
  changes: readonly Change[];
  /** A sentence for each thing that is different in the run as a whole. */
  run: readonly string[];
  /** The newer of the two. */
  report: Report;
}

/** Points, or why there are none. */
function gradeWords(record: LessonRecord | undefined): string {
  if (record === undefined) return "–";
  return record.score === undefined
    ? STANDING_WORDS[record.standing].toLowerCase()
    : String(record.score);
}

function causeWords({ causes }: Change): string {
  return causes.map(({ cause, said }) => `${cause}: ${said}`).join("; ");
}

/** "14 → 15", and "still 15" where something else changed. */
function changeWords(change: Change): string {
  const [before, after] = [gradeWords(change.before), gradeWords(change.after)];
  return isOtherGrade(change) ? `${before} → ${after}` : `still ${after}`;
}

/** "2 students have another grade, …": what to know first. */
function summaryOf(changes: readonly Change[]): string {
  const others = changes.filter(isOtherGrade);
  const students = new Set(others.map(({ student }) => student)).size;
  const rest = changes.length - others.length;
  const grades =
    students === 0
      ? "No grade changed."
      : `${countText(students, "student")} ${students === 1 ? "has" : "have"} another grade, in ${countText(others.length, "lesson")} in all.`;
  return rest === 0
    ? grades
    : `${grades} In ${countText(rest, "lesson")} the grade is the same, and something behind it is not.`;
}

/** For the terminal: a line for each changed lesson. Nothing in a name steers it. */
export function diffLines({ changes, run }: ClassDiff): string[] {
  return [
    summaryOf(changes),
    ...run,
    ...changes.map(
      (change) =>
        `  ${oneLine(`${studentTitle(change)} ${change.lesson}: ${changeWords(change)} (${causeWords(change)})`)}`,
    ),
  ];
}

/** `diff.csv`: a row for each student's lesson that is not as it was. */
export function diffCsv({ changes }: ClassDiff): string {
  return writeCsv([
    ["student", "name", "lesson", "before", "after", "causes", "details"],
    ...changes.map((change) => [
      change.student,
      change.name,
      change.lesson,
      gradeWords(change.before),
      gradeWords(change.after),
      change.causes.map(({ cause }) => cause).join(" + "),
      causeWords(change),
    ]),
  ]);
}

/** `diff.html`: other grades first, then what is different behind the same grade. */
export function diffPage(diff: ClassDiff): string {
  const { changes, run, report } = diff;
  const others = changes.filter(isOtherGrade);
  const same = changes.filter((change) => !isOtherGrade(change));
  return page({
    title: "What changed in the class",
    broad: true,
    header: [
      element("p", { class: "crumb" }, element("a", { href: "index.html" }, "Grades of the class")),
      element("h1", {}, "What changed"),
    ],
    main: [
      ...trustNotice(report),
      paragraph(summaryOf(changes)),
      ...(run.length === 0
        ? []
        : [
            section(
              "run",
              "For everybody",
              element("ul", {}, ...run.map((sentence) => element("li", {}, sentence))),
            ),
          ]),
      ...changeSection("grades", "Other grades", others),
      ...changeSection("behind", "The same grade for other reasons", same),
    ],
    footer: asOfLine(report),
  });
}

function changeSection(id: string, heading: string, changes: readonly Change[]): Markup[] {
  if (changes.length === 0) return [];
  return [
    section(
      id,
      heading,
      scrolling(
        heading,
        table(
          "Each student's lesson, as it was and as it is",
          ["Student", "Lesson", "Before", "Now", "Why"],
          changes.map(changeRow),
        ),
      ),
    ),
  ];
}

function changeRow(change: Change): Content[] {
  return [
    whose(change),
    change.lesson,
    gradeWords(change.before),
    gradeWords(change.after),
    element(
      "ul",
      { class: "plainly" },
      ...change.causes.map(({ cause, said }) =>
        element("li", {}, element("strong", {}, cause), `: ${said}`),
      ),
    ),
  ];
}

function whose(change: Change): Content {
  const { folder } = change;
  const words = name(studentTitle(change));
  return folder === undefined
    ? words
    : element("a", { href: `feedback/${encodeURIComponent(folder)}/index.html` }, words);
}
