import { countText } from "../../base/counted.ts";
import { element, type Markup } from "../../markup/markup.ts";
import type { Submission } from "../report.ts";
import { accounting, unclearCopies } from "./class-files.ts";
import type { Gradebook, StudentGrade } from "./gradebook.ts";
import { isLate } from "./late.ts";
import { type LessonGrade, roundPoints, hasWork } from "./lesson-grade.ts";
import { studentsOf } from "./people.ts";
import { needsLook } from "./class-look.ts";
import { requestSection } from "./class-requests.ts";
import { itemSection } from "./class-items.ts";
import type { Item } from "./items.ts";
import {
  type Content,
  name,
  page,
  paragraph,
  prose,
  scrolling,
  section,
  table,
} from "../../markup/page.ts";
import { STANDING_WORDS } from "./standing-words.ts";
import { asOfLine, trustNotice } from "./page-footer.ts";
import { lessonFile } from "./student-pages.ts";
import { rowOf, studentTitle } from "./student-titles.ts";

/** Where each student's pages are, from the class page, by student. */
export type Folders = ReadonlyMap<string, string>;

/** The instructor's page: what needs a look first, then everybody's grades, then the checks. */
export function classPage(book: Gradebook, items: readonly Item[], folders: Folders): string {
  return page({
    title: "Grades of the class",
    broad: true,
    header: [
      element("p", { class: "crumb" }, "MCP Integration: a lab workbook"),
      element("h1", {}, "Grades of the class"),
    ],
    main: [
      figures(book),
      ...trustNotice(book.report),
      ...notGradable(book, (one) => whose(one, book, folders)),
      ...problems(book),
      ...requestSection(book, (student) =>
        feedbackLink(student.student, studentTitle(student), folders),
      ),
      ...unclearCopies(book.report),
      grades(book, folders),
      ...needsLook(book.report, (one) => whose(one, book, folders)),
      ...itemSection(items),
      accounting(book.report),
    ],
    footer: [paragraph(variantsSentence(book)), ...asOfLine(book.report)],
  });
}

function figures({ students, max }: Gradebook): Markup {
  const all = students.flatMap((student) => student.lessons);
  const count = (standing: LessonGrade["standing"]): number =>
    all.filter((grade) => grade.standing === standing).length;
  const totals = students.map(({ total }) => total).toSorted((one, other) => one - other);
  const middle = totals.length / 2;
  const median = ((totals[Math.ceil(middle) - 1] ?? 0) + (totals[Math.floor(middle)] ?? 0)) / 2;
  const shown: [number | string, string][] = [
    [students.length, students.length === 1 ? "student" : "students"],
    [count("graded") + count("by-hand"), "lessons graded"],
    [count("not-gradable"), "not gradable"],
    [count("missing"), "missing"],
    [`${roundPoints(median)} / ${max}`, "median total"],
  ];
  return element(
    "ul",
    { class: "figures" },
    ...shown.map(([figure, words]) =>
      element("li", {}, element("strong", {}, String(figure)), words),
    ),
  );
}

function notGradable(
  { report }: Gradebook,
  whoseIs: (submission: Submission) => Content,
): Markup[] {
  const rows = report.submissions.filter(({ status }) => status === "not-gradable");
  if (rows.length === 0) return [];
  return [
    section(
      "not-gradable",
      "Not gradable",
      paragraph(
        "Apart from zero: look at these, and give points in `marks.csv` where they are due.",
      ),
      table(
        "Submissions that could not be graded",
        ["Student", "Lesson", "File", "Why"],
        rows.map((one) => [
          whoseIs(one),
          one.lesson ?? "–",
          element("code", {}, one.path),
          element("span", {}, ...prose(one.reason?.sentence ?? "")),
        ]),
      ),
    ),
  ];
}

function problems(book: Gradebook): Markup[] {
  if (book.problems.length === 0) return [];
  return [
    section(
      "problems",
      "Roster, dates and marks",
      element("ul", {}, ...book.problems.map((problem) => element("li", {}, problem))),
    ),
  ];
}

function grades({ students, lessons, max }: Gradebook, folders: Folders): Markup {
  const head = element(
    "tr",
    {},
    element("th", { scope: "col" }, "Student"),
    ...lessons.map(({ slug, title, points }) =>
      element(
        "th",
        { scope: "col", class: "number" },
        slug.slice(0, 2),
        element("span", { class: "quiet" }, ` ${title} / ${points}`),
      ),
    ),
    element("th", { scope: "col", class: "number" }, `Total / ${max}`),
  );
  return section(
    "grades",
    "Grades",
    scrolling(
      "Grades by student and lesson",
      element(
        "table",
        { class: "wide" },
        element("thead", {}, head),
        element("tbody", {}, ...students.map((student) => gradeRow(student, max, folders))),
      ),
    ),
  );
}

function gradeRow(student: StudentGrade, max: number, folders: Folders): Markup {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, feedbackLink(student.student, studentTitle(student), folders)),
    ...student.lessons.map((grade) =>
      element("td", { class: "number" }, gradeCell(student, grade, folders)),
    ),
    element(
      "td",
      { class: "number" },
      element("strong", {}, String(student.total)),
      ...(student.max === max ? [] : [element("span", { class: "quiet" }, ` / ${student.max}`)]),
    ),
  );
}

function gradeCell(student: StudentGrade, grade: LessonGrade, folders: Folders): Content {
  const late = isLate(grade.lateness) ? " late" : "";
  if (grade.standing === "graded") {
    const words = `${grade.score ?? 0}${late}`;
    return link(student.student, lessonFile(grade), words, folders);
  }
  const words = STANDING_WORDS[grade.standing].toLowerCase();
  const shown = grade.standing === "by-hand" ? `${grade.score ?? 0} ${words}${late}` : words;
  const tone = grade.standing === "not-gradable" ? "badge fail" : "badge calm";
  const badge = element("span", { class: tone }, shown);
  return hasWork(grade) && grade.submission !== undefined
    ? link(student.student, lessonFile(grade), badge, folders)
    : badge;
}

/** Everybody who handed it in; nobody is a dash. */
function whose(submission: Submission, { students: rows }: Gradebook, folders: Folders): Content {
  const students = studentsOf(submission).map((one) => {
    const row = rowOf(rows, one);
    return { student: row?.student ?? one, title: row === undefined ? one : studentTitle(row) };
  });
  if (students.length === 0) return "–";
  return element(
    "span",
    {},
    ...students.flatMap(({ student, title }, index) => [
      ...(index === 0 ? [] : ["; "]),
      feedbackLink(student, title, folders),
    ]),
  );
}

function feedbackLink(student: string, words: string, folders: Folders): Markup {
  return link(student, "index.html", name(words), folders);
}

function link(student: string, file: string, words: Content, folders: Folders): Markup {
  const folder = folders.get(student);
  if (folder === undefined) return element("span", {}, words);
  return element(
    "a",
    { href: `${folder.split("/").map(encodeURIComponent).join("/")}/${file}` },
    words,
  );
}

function variantsSentence({ report: { variants } }: Gradebook): string {
  return variants.source === "public"
    ? "Graded on the published values only. Such grades measure practice: anybody who reads the repository can fit an answer to them. Grade with --seed or --variants for values that nobody has seen."
    : `Graded on the published values and ${countText(variants.count, "other")} for each exercise (${variants.source}${variants.digest === "" ? "" : `, digest ${variants.digest.slice(0, 16)}`}).`;
}
