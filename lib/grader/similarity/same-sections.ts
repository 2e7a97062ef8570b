import { element, type Markup } from "../../markup/markup.ts";
import { type Content, paragraph, scrolling, section, table } from "../../markup/page.ts";
import { writers } from "./passages.ts";
import type { Same, Similarity } from "./similarity.ts";
import { seenTogether } from "./together.ts";

/** Rows in sight; the others unfold. */
const IN_SIGHT = 20;

/** What is the same, in three kinds, and who is together more than once. */
export function sameSections(found: Similarity): Markup[] {
  const { files, answers, published } = found;
  return [
    section(
      "same",
      "The same",
      ...kind(
        "Equal files",
        "Files that are the same, byte for byte, with answers in them",
        ["Lesson", "Students"],
        files.map(sameRow),
      ),
      ...kind(
        "Equal answers",
        "Answers that are the same but for comments and format, in files that are not",
        ["Exercise", "Students"],
        answers.map(sameRow),
      ),
      ...kind(
        "Equal to the published solution",
        "Answers that are the published solution but for comments and format",
        ["Students", "Exercises"],
        published.map(({ students, exercises }) => [
          element("span", {}, ...writers(students)),
          exercises.join(", "),
        ]),
      ),
    ),
    ...togetherSection(found),
  ];
}

function kind(
  heading: string,
  caption: string,
  head: readonly string[],
  rows: readonly Content[][],
): Markup[] {
  if (rows.length === 0) return [element("h3", {}, heading), paragraph("None.")];
  const rest = rows.slice(IN_SIGHT);
  return [
    element("h3", {}, heading),
    scrolling(heading, table(caption, head, rows.slice(0, IN_SIGHT))),
    ...(rest.length === 0
      ? []
      : [
          element(
            "details",
            {},
            element("summary", {}, `${rest.length} more`),
            scrolling(`${heading}, the others`, table(caption, head, rest)),
          ),
        ]),
  ];
}

function sameRow({ where, students }: Same): Content[] {
  const all = students.flatMap((some, at) => [...(at === 0 ? [] : [" · "]), ...writers(some)]);
  return [where, element("span", {}, ...all)];
}

function togetherSection(found: Similarity): Markup[] {
  const together = seenTogether(found);
  if (together.length === 0) return [];
  const rows = together.map(({ one, other, exercises }) => [
    element("span", {}, ...writers(one)),
    element("span", {}, ...writers(other)),
    String(exercises.length),
    exercises.join(", "),
  ]);
  return [
    section(
      "together",
      "Together more than once",
      ...kind(
        "In two exercises or more",
        "Students whose answers are equal or similar in several exercises",
        ["Student", "Other", "Exercises", "Which"],
        rows,
      ),
    ),
  ];
}
