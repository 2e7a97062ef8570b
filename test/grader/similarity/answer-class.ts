import { parseSync } from "oxc-parser";
import { courseNotebooks } from "../../../lib/grader/course-notebooks.ts";
import { type CourseText, courseTexts } from "../../../lib/grader/similarity/course-texts.ts";
import { rightTexts } from "./answer-texts.ts";
import { disguises, halfOfEach } from "./disguises.ts";

/** Whose work an answer is: one right answer, or two that were mixed. */
export interface Written {
  /** Places of the right answers that it is made of. */
  from: number[];
  /** "original", or the disguise. */
  how: string;
  source: string;
}

/** The right answers to an exercise, which are independent of each other, and disguised copies of each. */
export interface AnswerClass {
  exercise: string;
  /** What is nobody's own: the given cell, the published solution, what the right answers share by design. */
  given: string[];
  written: Written[];
}

export const course: ReadonlyMap<string, CourseText> = courseTexts(
  courseNotebooks(process.cwd()).values(),
);

/** For each exercise a class of right answers and their copies. */
export function answerClasses(): AnswerClass[] {
  return rightTexts().map(({ exercise, given: helpers, answers }) => {
    const { given = "", published = "" } = course.get(exercise) ?? {};
    const sources = answers.map(({ source }) => source);
    return {
      exercise,
      given: [given, published, helpers],
      written: [
        ...sources.flatMap((source, at) => copiesOf(source, at)),
        ...sources.flatMap((one, at) =>
          sources.flatMap((other, to) => mixed(one, other, [at, to])),
        ),
      ].filter(({ source }) => parseSync("answer.ts", source).errors.length === 0),
    };
  });
}

function copiesOf(source: string, at: number): Written[] {
  const copies = Object.entries(disguises).map(([how, disguise]) => ({
    from: [at],
    how,
    source: disguise(source) ?? source,
  }));
  return [
    { from: [at], how: "original", source },
    ...copies.filter((one) => one.source !== source),
  ];
}

function mixed(one: string, other: string, from: [number, number]): Written[] {
  const source = from[0] === from[1] ? undefined : halfOfEach(one, other);
  return source === undefined ? [] : [{ from, how: "half of each", source }];
}
