import type { Similarity } from "./similarity.ts";

/** More students than this in one group say nothing about two of them. */
const MOST_IN_GROUP = 10;

/** Two students, or groups of them, and the exercises in which their answers are the same or alike. */
export interface Together {
  one: readonly string[];
  other: readonly string[];
  exercises: string[];
}

/** Who is together in two exercises or more, those in most exercises first. */
export function seenTogether({ answers, exercises }: Similarity): Together[] {
  const found = new Map<string, Together>();
  const groups = [
    ...answers,
    ...exercises.flatMap(({ exercise, groups: alike }) =>
      alike.map((group) => ({
        where: exercise,
        students: group.answers.map(({ students }) => students),
      })),
    ),
  ];
  for (const { where, students } of groups) {
    if (students.length > MOST_IN_GROUP) continue;
    for (const [at, one] of students.entries())
      for (const other of students.slice(at + 1)) {
        const key = JSON.stringify([one, other]);
        const known = found.get(key) ?? { one, other, exercises: [] };
        if (!known.exercises.includes(where)) known.exercises.push(where);
        found.set(key, known);
      }
  }
  return [...found.values()]
    .filter((pair) => pair.exercises.length > 1)
    .toSorted((a, b) => b.exercises.length - a.exercises.length)
    .map((pair) => ({ ...pair, exercises: pair.exercises.toSorted() }));
}
