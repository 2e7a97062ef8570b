import { countText } from "../../base/counted.ts";
import { element, type Markup } from "../../markup/markup.ts";
import type { Reason, Report, Submission } from "../report.ts";
import { type Content, prose, section, table } from "../../markup/page.ts";

/** How many notebooks are in sight; the others unfold. */
const IN_SIGHT = 10;

/** More of one kind in a notebook than this are an editor's doing, not a student's. */
const MOST_BY_HAND = 3;

/** What a person has to decide about, the most telling first. */
const TELLING = [
  "course-solution",
  "check-broken",
  "course-cell-failed",
  "cell-changed",
  "answer-missing",
  "answer-duplicate",
];

/** What many notebooks share, since editors leave it behind, and what it is called together. */
const SHARED: Record<string, string> = {
  "cell-changed": "Many of the course's cells look changed at once; the course's own were run.",
  "cell-missing": "Cells of the course were not found; they were put back.",
  "cell-duplicate": "Cells of the course are there more than once; each was run once.",
  "answer-by-name": "Answers have lost their marks, and were found by the names they declare.",
  "own-cells": "Cells were added.",
  encoding: "The file is in another encoding than UTF-8, and was read so.",
};

/**
 * What was found beside the grades: a row for each notebook that somebody should look at, what matters
 * first; and below it a line for each thing that editors do, with the number of notebooks.
 *
 * @param whose The students of a submission, with links.
 */
export function needsLook(
  { submissions }: Report,
  whose: (submission: Submission) => Content,
): Markup[] {
  const found = submissions.map((one) => ({ one, ...sorted(notesOf(one)) }));
  const telling = found
    .filter(({ telling: notes }) => notes.length > 0)
    .toSorted((one, other) => rank(one.telling) - rank(other.telling));
  const shared = new Map<string, Submission[]>();
  for (const { one, shared: codes } of found)
    for (const code of codes) shared.set(code, [...(shared.get(code) ?? []), one]);
  if (telling.length + shared.size === 0) return [];
  const rows = telling.map(({ one, telling: notes }) => [
    whose(one),
    one.lesson ?? "–",
    element("span", {}, ...prose(notes.map(({ sentence }) => sentence).join(" "))),
  ]);
  return [
    section(
      "look",
      "Worth a look",
      ...(rows.length === 0 ? [] : [lookTable(rows.slice(0, IN_SIGHT))]),
      ...(rows.length <= IN_SIGHT
        ? []
        : [
            unfolding(
              countText(rows.length - IN_SIGHT, "more notebook"),
              lookTable(rows.slice(IN_SIGHT)),
            ),
          ]),
      ...[...shared].map(([code, ones]) => sharedLine(code, ones, whose)),
    ),
  ];
}

function notesOf({ notes, run }: Submission): Reason[] {
  const failed = run.troubled.filter(
    ({ owner, status }) => owner === "course" && status === "error",
  );
  return [
    ...notes,
    ...failed.map(({ id }) => ({
      code: "course-cell-failed",
      sentence: `\`${id}\`, a cell of the course itself, failed in this run.`,
    })),
  ];
}

/** Parts the notes of a notebook into those to read and the kinds that many share. */
function sorted(notes: readonly Reason[]): { telling: Reason[]; shared: Set<string> } {
  const count = (code: string): number => notes.filter((note) => note.code === code).length;
  const isShared = ({ code }: Reason): boolean =>
    SHARED[code] !== undefined && (!TELLING.includes(code) || count(code) > MOST_BY_HAND);
  return {
    telling: notes
      .filter((note) => !isShared(note))
      .toSorted((one, other) => rank([one]) - rank([other])),
    shared: new Set(notes.filter(isShared).map(({ code }) => code)),
  };
}

function rank([first]: readonly Reason[]): number {
  const at = TELLING.indexOf(first?.code ?? "");
  return at === -1 ? TELLING.length : at;
}

function lookTable(rows: readonly Content[][]): Markup {
  return table("Notebooks to look at, what matters first", ["Student", "Lesson", "What"], rows);
}

function sharedLine(
  code: string,
  ones: readonly Submission[],
  whose: (submission: Submission) => Content,
): Markup {
  const students = new Set(ones.map(({ student }) => student)).size;
  const notebooks = countText(ones.length, "notebook");
  const people = countText(students, "student");
  const items = ones.map((one) => element("li", {}, whose(one), ` ${one.lesson ?? one.path}`));
  return unfolding(
    `${notebooks} of ${people}: ${SHARED[code] ?? code}`,
    element("ul", {}, ...items),
  );
}

function unfolding(words: string, content: Markup): Markup {
  return element("details", {}, element("summary", {}, words), content);
}
