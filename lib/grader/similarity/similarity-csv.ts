import { writeCsv } from "../report/csv.ts";
import { type Pair, sharedTokens } from "./groups.ts";
import type { Same, Similarity } from "./similarity.ts";

const HEAD = [
  "kind",
  "where",
  "group",
  "student",
  "other",
  "similarity",
  "shared_tokens",
  "compared_tokens",
  "compared_tokens_other",
];

/**
 * A row for each two that are alike. In what is the same each student is beside the first one of the
 * group; in what is similar each pair has its own figures.
 */
export function similarityCsv({ files, answers, published, exercises }: Similarity): string {
  const similar = exercises.flatMap(({ exercise, groups }) =>
    groups.flatMap(({ pairs }, at) =>
      pairs.map((pair) => ["similar", exercise, at + 1, ...pairFields(pair)]),
    ),
  );
  return writeCsv([
    HEAD,
    ...sameRows("equal file", files),
    ...sameRows("equal answer", answers),
    ...published.flatMap(({ students, exercises: solved }) =>
      solved.map((id) => ["published solution", id, "", called(students), "", "", "", "", ""]),
    ),
    ...similar,
  ]);
}

function sameRows(kind: string, all: readonly Same[]): (string | number)[][] {
  return all.flatMap(({ where, students: [first = [], ...others] }, at) =>
    others.map((other) => [kind, where, at + 1, called(first), called(other), 1, "", "", ""]),
  );
}

function pairFields(pair: Pair): (string | number)[] {
  const { one, other, similarity } = pair;
  return [
    called(one.answer.students),
    called(other.answer.students),
    Math.round(similarity * 1000) / 1000,
    sharedTokens(pair),
    one.compared,
    other.compared,
  ];
}

function called(students: readonly string[]): string {
  return students.join(", ");
}
