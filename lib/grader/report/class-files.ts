import { element, type Markup } from "../../markup/markup.ts";
import { titleOf } from "../collect/reasons.ts";
import type { Report } from "../report.ts";
import { paragraph, prose, section, table } from "../../markup/page.ts";

/** How many files of a kind a page names; `report.json` names all. */
const MOST_FILES = 50;

/** Asks which of two copies counts, where nothing tells. */
export function unclearCopies({ ignored }: Report): Markup[] {
  const rows = ignored.filter(({ reason }) => reason.code === "copy-unclear");
  if (rows.length === 0) return [];
  return [
    section(
      "copies",
      "Which copy counts?",
      paragraph(
        "Nothing tells which of these is the later one. Where the wrong one was graded, take it away and grade again.",
      ),
      table(
        "Copies that were not graded, and what was in their place",
        ["Not graded", "Graded"],
        rows.map(({ path, reason }) => [
          element("code", {}, path),
          element("span", {}, ...prose(reason.sentence)),
        ]),
      ),
    ),
  ];
}

/** How every file below the submissions is accounted for, by kind. */
export function accounting({ submissions, earlierAttempts = [], ignored }: Report): Markup {
  const graded = submissions.filter(({ status }) => status === "graded").length;
  const titles = new Set(ignored.map(({ reason }) => titleOf(reason.code)));
  return section(
    "files",
    "Where each file went",
    table(
      "Files below the submissions, each in one row",
      ["Kind", "Number", "Files"],
      [
        ["Graded", String(graded), "Under Grades"],
        ...(earlierAttempts.length === 0
          ? []
          : [["Earlier attempts, graded too", String(earlierAttempts.length), "The best counts"]]),
        ["Not gradable", String(submissions.length - graded), "Under Not gradable"],
        ...[...titles].map((title) => {
          const files = ignored.filter(({ reason }) => titleOf(reason.code) === title);
          return [title, String(files.length), listed(files)];
        }),
      ],
    ),
  );
}

function listed(files: Report["ignored"]): Markup {
  const shown = files.slice(0, MOST_FILES);
  const more = files.length - shown.length;
  return element(
    "details",
    {},
    element("summary", {}, files.length === 1 ? "Which" : "Which and why"),
    element(
      "ul",
      {},
      ...shown.map(({ path, reason }) =>
        element("li", {}, element("code", {}, path), ": ", ...prose(reason.sentence)),
      ),
      ...(more === 0 ? [] : [element("li", {}, `${more} more are in report.json.`)]),
    ),
  );
}
