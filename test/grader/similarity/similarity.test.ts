import { describe, expect, test } from "vitest";
import type { Submission } from "../../../lib/grader/report.ts";
import { compareClass, type Similarity } from "../../../lib/grader/similarity/similarity.ts";
import { seenTogether } from "../../../lib/grader/similarity/together.ts";
import { reportOf } from "../report/samples.ts";
import { course } from "./answer-class.ts";
import { alikeClass, handedIn, rightAnswer, solutionsOf } from "./samples.ts";

const LESSON = "04-structured-errors";

function compared(...submissions: Submission[]): Similarity {
  return compareClass(reportOf(submissions), course);
}

/** The students of each similar group, and where. */
function similar({ exercises }: Similarity): [string, string][] {
  return exercises.flatMap(({ exercise, groups }) =>
    groups.map(({ answers }): [string, string] => [
      exercise,
      answers
        .flatMap(({ students }) => students)
        .toSorted()
        .join(" "),
    ]),
  );
}

const names = (students: readonly (readonly string[])[]): string => students.flat().join(" ");

describe("a class in which each kind is", () => {
  const found = compareClass(alikeClass(), course);

  test("has the equal files", () => {
    expect(found.files.map(({ where, students }) => [where, names(students)])).toEqual([
      ["03-env-config", "fay gus"],
    ]);
  });

  test("has the equal answers of files that are not", () => {
    expect(found.answers.map(({ where, students }) => [where, names(students)])).toEqual([
      ["04.5", "ada carla"],
    ]);
  });

  test("has who gave the published solutions, of exercises whose solution is no chance", () => {
    expect(found.published.map(({ students }) => students)).toEqual([["eve"]]);
    expect(found.published[0]?.exercises).toContain("03.2");
  });

  test("has what is similar, but nothing that is the same again", () => {
    expect(similar(found)).toEqual([
      ["03.1", `<img src=x onerror=alert(1)>\u202Evil =cmd|' /C calc'!A0`],
      ["04.2", "ada boris"],
      ["04.5", "ada boris carla"],
    ]);
  });

  test("has who is together more than once", () => {
    expect(seenTogether(found)).toEqual([
      { one: ["ada"], other: ["boris"], exercises: ["04.2", "04.5"] },
    ]);
  });
});

test("a group's work is not compared with its own members'", () => {
  const answer = { "04.5": rightAnswer("04.5", 2) };
  const both = handedIn("ada", LESSON, answer, { members: ["boris"] });
  const found = compared(both, handedIn("boris", LESSON, answer));
  expect([found.answers, similar(found)]).toEqual([[], []]);
});

test("answers as they were given, and short ones, are not compared", () => {
  const short = { "04.5": 'const tally = "nothing of my own";' };
  const { exercises, ...same } = compared(
    handedIn("ada", LESSON, short),
    handedIn("boris", LESSON, short),
    handedIn("carla", LESSON, {}),
  );
  expect(same).toEqual({ files: [], answers: [], published: [] });
  expect(exercises).toMatchObject([{ exercise: "04.5", answers: 2, compared: 0, groups: [] }]);
});

test("what many different answers share is everybody's, and what many copied is not", () => {
  const [common, rare] = [rightAnswer("04.5", 2), rightAnswer("04.2", 3)];
  const submissions = Array.from({ length: 12 }, (_, at) =>
    handedIn(`student-${at}`, LESSON, {
      // Each goes on in its own way: twelve texts that share the beginning.
      "04.5": `${common}\nconst more${at} = ${JSON.stringify(`${"own ".repeat(at + 1)}words`)};`,
      // One text with other names each time.
      "04.2": rare.replaceAll("answer", `answer${at}`),
    }),
  );
  expect(similar(compared(...submissions)).map(([exercise]) => exercise)).toEqual(["04.2"]);
});

test("a lesson's published solutions are not similar to each other in the list of pairs", () => {
  const found = compared(
    handedIn("ada", LESSON, solutionsOf(LESSON)),
    handedIn("boris", LESSON, solutionsOf(LESSON)),
  );
  expect([found.answers, similar(found)]).toEqual([[], []]);
  expect(found.published.map(({ students }) => students)).toEqual([["ada"], ["boris"]]);
});
