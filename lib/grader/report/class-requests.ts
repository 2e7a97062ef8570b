import { countText } from "../../base/counted.ts";
import { element, type Markup } from "../../markup/markup.ts";
import { type Content, section } from "../../markup/page.ts";
import { answerParts, checkList } from "./exercise-feedback.ts";
import type { Gradebook, StudentGrade } from "./gradebook.ts";
import { outcomeOf, type PlacedRequest } from "./regrade.ts";

/**
 * Who wants what looked at again, with the answer and its checks: what is not decided in sight, the rest
 * folded.
 *
 * @param whose A student, with a link.
 */
export function requestSection(
  { students }: Pick<Gradebook, "students">,
  whose: (student: StudentGrade) => Content,
): Markup[] {
  const all = students.flatMap((student) =>
    student.requests.map((placed) => ({ student, placed, outcome: outcomeOf(placed) })),
  );
  if (all.length === 0) return [];
  const shown = ({ student, placed }: (typeof all)[number]): Markup =>
    requestItem(whose(student), placed);
  const open = all.filter(({ outcome }) => outcome.state === "open");
  const decided = all.filter(({ outcome }) => outcome.state !== "open");
  return [
    section(
      "requests",
      "Asked again",
      element(
        "p",
        {},
        "To decide, write a row into ",
        element("code", {}, "marks.csv"),
        ": points and a comment, or a comment alone to keep the points.",
      ),
      ...open.map(shown),
      ...(decided.length === 0
        ? []
        : [
            element(
              "details",
              {},
              element("summary", {}, `${countText(decided.length, "request")} decided`),
              ...decided.map(shown),
            ),
          ]),
    ),
  ];
}

function requestItem(who: Content, placed: PlacedRequest): Markup {
  const { request, exercise, lesson } = placed;
  const { sentence, comment } = outcomeOf(placed);
  const title =
    exercise === undefined
      ? `${lesson.lesson.slug} ${lesson.lesson.title}`
      : `${exercise.exercise.id} ${exercise.exercise.title}`;
  return element(
    "article",
    {},
    element("h3", {}, who, `: ${title}`),
    element("blockquote", {}, request.reason),
    element("p", {}, comment === "" ? sentence : `${sentence} Comment: ${comment}`),
    ...(exercise === undefined
      ? []
      : [checkList(exercise), ...answerParts("The answer", exercise.graded?.answer, "h4")]),
  );
}

/** On the student's page of a lesson: what was asked, and what came of it. */
export function ownRequests(requests: readonly PlacedRequest[]): Markup[] {
  if (requests.length === 0) return [];
  return [
    section(
      "requests",
      "You asked for another look",
      element(
        "ul",
        {},
        ...requests.map((placed) => {
          const { sentence, comment } = outcomeOf(placed);
          const { request, exercise } = placed;
          const about = exercise === undefined ? "The lesson" : exercise.exercise.id;
          return element(
            "li",
            {},
            element("strong", {}, about),
            `: ${request.reason === "" ? "" : `“${request.reason}” `}${sentence}`,
            ...(comment === "" ? [] : [` Comment: ${comment}`]),
          );
        }),
      ),
    ),
  ];
}
