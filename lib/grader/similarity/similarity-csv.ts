import { writeCsv } from "../report/csv.ts";
import type { Called } from "../report/student-titles.ts";
import { type Pair, sharedTokens } from "./groups.ts";
import type { Same, Similarity } from "./similarity.ts";

const HEAD = [
  "kind",
  "where",
  "group",
  "student",
  "name",
  "other",
  "other_name",
  "similarity",
  "shared_tokens",
  "compared_tokens",
  "compared_tokens_other",
];

/** What a row without another student has in the columns behind its own. */
const NO_OTHER = HEAD.slice(5).map(() => "");

/**
 * A row for each two that are alike. In what is the same each student is beside the first one of the
 * group; in what is similar each pair has its own figures.
 *
 * @param people Whom each title means.
 */
export function similarityCsv(
  { files, answers, published, exercises }: Similarity,
  people: ReadonlyMap<string, Called>,
): string {
  const called = (titles: readonly string[]): string[] => calledIn(people, titles);
  const similar = exercises.flatMap(({ exercise, groups }) =>
    groups.flatMap(({ pairs }, at) =>
      pairs.map((pair) => ["similar", exercise, at + 1, ...pairFields(pair, called)]),
    ),
  );
  return writeCsv([
    HEAD,
    ...sameRows("equal file", files, called),
    ...sameRows("equal answer", answers, called),
    ...published.flatMap(({ students, exercises: solved }) =>
      solved.map((id) => ["published solution", id, "", ...called(students), ...NO_OTHER]),
    ),
    ...similar,
  ]);
}

type CalledFields = (titles: readonly string[]) => string[];

function sameRows(kind: string, all: readonly Same[], called: CalledFields): (string | number)[][] {
  return all.flatMap(({ where, students: [first = [], ...others] }, at) =>
    others.map((other) => [kind, where, at + 1, ...called(first), ...called(other), 1, "", "", ""]),
  );
}

function pairFields(pair: Pair, called: CalledFields): (string | number)[] {
  const { one, other, similarity } = pair;
  return [
    ...called(one.answer.students),
    ...called(other.answer.students),
    Math.round(similarity * 1000) / 1000,
    sharedTokens(pair),
    one.compared,
    other.compared,
  ];
}

/** Two fields: what tells them apart, and their names. */
function calledIn(people: ReadonlyMap<string, Called>, titles: readonly string[]): string[] {
  const all = titles.map((title) => people.get(title) ?? { student: title, name: "" });
  const names = all.map(({ name }) => name).filter((name) => name !== "");
  return [all.map(({ student }) => student).join(", "), names.join("; ")];
}
